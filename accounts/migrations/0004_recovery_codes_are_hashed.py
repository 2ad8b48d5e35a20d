"""Codes that could be read again are hashed; those that were used, or that nobody has seen, are forgotten."""

from cryptography.fernet import InvalidToken
from django.db import migrations

from accounts.recovery import ReadableCodes, hashed


def hash_codes(apps, schema_editor):
    rows = apps.get_model('mfa', 'Authenticator').objects.filter(type='recovery_codes').exclude(data__has_key='hashes')
    for row in rows.iterator():
        row.data = _kept(row)
        row.save(update_fields=['data'])


def _kept(row):
    viewed = row.data.get('viewed_at')
    if not viewed:
        return {}  # made when they are looked at
    try:
        codes = ReadableCodes(row).get_unused_codes()
    except InvalidToken:  # sealed with a key that is gone: these opened nothing any more
        codes = []
    return {**hashed(codes), 'viewed_at': viewed}


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_usual_language_and_time_zone'),
        ('mfa', '0003_authenticator_type_uniq'),
    ]

    operations = [
        migrations.RunPython(hash_codes, migrations.RunPython.noop),
    ]
