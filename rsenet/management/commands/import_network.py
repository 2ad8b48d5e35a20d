"""`manage.py import_network FILE [--dry-run]`: a whole network comes in."""

import json
import time
import zlib
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from core.health import migrations_applied
from rsenet.network.importer import import_lines
from rsenet.network.lines import BadLine
from rsenet.network.source import lines_of


class Command(BaseCommand):
    help = "Load a network: JSON Lines, one object a line (docs/network-format.md). Everything or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="a .jsonl or .jsonl.gz file, - for standard input")
        parser.add_argument("--dry-run", action="store_true", help="check and count, keep nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        if not migrations_applied():
            raise CommandError(
                "The database is not ready: run `manage.py prepare` (or `manage.py migrate`) first. "
                "Nothing was written."
            )
        started = told = time.monotonic()

        def progress(lines: int) -> None:
            nonlocal told
            if time.monotonic() - told >= 1:
                told = time.monotonic()
                self.stderr.write(f"{lines} lines", self.style.NOTICE)

        try:
            with lines_of(options["file"]) as lines:
                counts = import_lines(lines, dry_run=options["dry_run"], progress=progress)
        except BadLine as error:
            raise CommandError(f"{error}. Nothing was written.") from None
        except (OSError, EOFError, zlib.error) as error:
            raise CommandError(f"{options['file']} cannot be read: {_why(error)}. Nothing was written.") from None
        except DatabaseError as error:
            raise CommandError(f"The database refused: {str(error).strip()}. Nothing was written.") from None
        kept = "nothing kept, as asked" if options["dry_run"] else "all kept"
        self.stderr.write(f"done in {time.monotonic() - started:.1f} s, {kept}", self.style.NOTICE)
        self.stdout.write(json.dumps(counts))


def _why(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
