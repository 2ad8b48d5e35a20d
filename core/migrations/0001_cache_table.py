"""The shared cache (limits on sign-in attempts live there) is a table: no other server to run."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = []
    operations = [
        migrations.RunSQL(
            'CREATE UNLOGGED TABLE IF NOT EXISTS "core_cache" '
            '("cache_key" varchar(255) PRIMARY KEY, "value" text NOT NULL, "expires" timestamptz NOT NULL);'
            'CREATE INDEX IF NOT EXISTS "core_cache_expires" ON "core_cache" ("expires");',
            'DROP TABLE IF EXISTS "core_cache"',
        ),
    ]
