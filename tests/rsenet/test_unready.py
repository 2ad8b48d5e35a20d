"""A database that nobody prepared: one sentence, not PostgreSQL's."""

import pytest
from django.core.management import CommandError, call_command
from django.db.migrations.recorder import MigrationRecorder

from core import health


@pytest.mark.django_db
def test_an_import_into_an_unprepared_database_names_the_command_that_prepares_it(monkeypatch, tmp_path):
    monkeypatch.setattr(health, "_migrated", False)
    MigrationRecorder.Migration.objects.filter(app="accounts").delete()
    file = tmp_path / "network.jsonl"
    file.write_text("")

    with pytest.raises(CommandError, match=r"manage\.py prepare"):
        call_command("import_network", str(file))
