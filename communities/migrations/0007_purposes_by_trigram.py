from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("communities", "0006_hosts_who_stop")]

    operations = [
        TrigramExtension(),
        migrations.AddIndex(
            "community", GinIndex(name="purposes_by_trigram", fields=["purpose"], opclasses=["gin_trgm_ops"])
        ),
    ]
