"""`manage.py demo [--json]`: a living network to look at."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from rsenet.demo.access import password
from rsenet.demo.description import Description, describe, keep, kept
from rsenet.demo.filling import fill, is_filled, renew_keys


class Command(BaseCommand):
    requires_system_checks = ()  # the second run is a matter of a moment
    help = "Fill the demo network, once; say who can sign in. Always writes demo.json in the data directory."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print the description for scripts")

    def handle(self, *args: Any, **options: Any) -> None:
        before = kept()
        if not is_filled():
            fill()
        elif before is None or before.get("password") != password():
            renew_keys()
        description = describe()
        keep(description)
        if options["json"]:
            self.stdout.write(json.dumps(description, ensure_ascii=False))
        else:
            self.stdout.write(_in_words(description))


def _in_words(description: Description) -> str:
    rows = [(role.replace("_", " "), who["name"], who["email"]) for role, who in description["people"].items()]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    table = "\n".join(f"  {role:<{widths[0]}}  {name:<{widths[1]}}  {email}" for role, name, email in rows)
    return f"{description['base_url']}\n\nWho can sign in:\n{table}\n\nPassword: {description['password']}\n"
