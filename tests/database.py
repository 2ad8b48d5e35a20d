"""The test database: migrated once into a template, which every process of the run then copies."""

import fcntl
import hashlib
from pathlib import Path

import pytest

from rsenet.env import DATA_DIR


def _fingerprint():
    """Of all migrations, so that a changed one makes a new template."""
    from django.apps import apps

    digest = hashlib.sha256()
    for config in apps.get_app_configs():
        for file in sorted(Path(config.path, "migrations").glob("*.py")):
            digest.update(f"{config.label}/{file.name}\n".encode() + file.read_bytes())
    return digest.hexdigest()[:12]


def _make(cursor, connection, name):
    from django.core.management import call_command

    cursor.execute("select datname from pg_database where datname like 'rsenet_template_%%'")
    for (old,) in cursor.fetchall():
        cursor.execute(f'drop database if exists "{old}" with (force)')
    cursor.execute(f'create database "{name}_new"')
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = f"{name}_new"
    try:
        call_command("migrate", verbosity=0, interactive=False)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual
    cursor.execute(f'alter database "{name}_new" rename to "{name}"')


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, django_db_blocker):
    from django.db import connection

    name = f"rsenet_template_{_fingerprint()}"
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    with (DATA_DIR / "template.lock").open("w") as handle, django_db_blocker.unblock():
        fcntl.flock(handle, fcntl.LOCK_EX)
        with connection._nodb_cursor() as cursor:
            cursor.execute("select 1 from pg_database where datname = %s", [name])
            if not cursor.fetchone():
                _make(cursor, connection, name)
    connection.settings_dict["TEST"]["TEMPLATE"] = name
