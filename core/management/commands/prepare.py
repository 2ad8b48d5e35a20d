"""Bring this installation up to date: tables, static files. Quick when there is nothing to do."""

import hashlib
from argparse import ArgumentParser
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

ONE_AT_A_TIME = 0x52534E  # key of the advisory lock: two servers may start at once


class Command(BaseCommand):
    help = "Migrates the database and collects static files, if that is due."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--then", metavar="COMMAND", help="a command to run last, if there is one of that name")

    def handle(self, *args: Any, **options: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_lock(%s)", [ONE_AT_A_TIME])
        try:
            self.migrate()
        finally:
            with connection.cursor() as cursor:
                cursor.execute("select pg_advisory_unlock(%s)", [ONE_AT_A_TIME])
        self.collect()
        if options["then"] in get_commands():
            call_command(options["then"], stdout=self.stdout, stderr=self.stderr)

    def migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stderr.write("Preparing the database…")
            call_command("migrate", interactive=False, verbosity=0)

    def collect(self) -> None:
        """Hashed and compressed copies take seconds to make: only when a source has changed."""
        mark = Path(settings.STATIC_ROOT) / ".sources"
        now = fingerprint()
        with suppress(OSError):
            if mark.read_text() == now:
                return
        self.stderr.write("Collecting static files…")
        call_command("collectstatic", interactive=False, verbosity=0)
        mark.write_text(now)


def fingerprint() -> str:
    digest = hashlib.sha256(str(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            stat = Path(storage.path(name)).stat()
            digest.update(f"{name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()
