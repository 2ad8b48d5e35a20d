"""`manage.py export_network [--community SLUG]`: the network on standard output."""

import io
import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from communities.models import Community
from rsenet.network.exporter import NoAnimator, export_lines, untold


class Command(BaseCommand):
    help = "Write the network, or one community, as JSON Lines (docs/network-format.md)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--community", metavar="SLUG", help="only this one, with the people who appear in it")

    def handle(self, *args: Any, **options: Any) -> None:
        community = None
        if options["community"] is not None:
            community = Community.objects.filter(slug=options["community"]).first()
            if community is None:
                raise CommandError(f"There is no community {options['community']!r}.")
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")
        try:
            for line in export_lines(community):
                self.stdout.write(line, ending="")
            for slug in untold() if community is None else ():
                self.stderr.write(f"{slug} is left out: nobody ever hosted it, and the format wants a host.")
        except NoAnimator as error:
            raise CommandError(str(error)) from None
        except BrokenPipeError:
            # Whoever read has read enough; nothing is left to flush to.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
