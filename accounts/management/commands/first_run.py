"""What a new network prints: the one-time link that makes its first administrator. Nothing once there is one."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import translation

from accounts.beginning import offer_administration


class Command(BaseCommand):
    help = "Prints the one-time link that makes its visitor administrator; nothing when the network has one."

    def handle(self, *args: Any, **options: Any) -> None:
        link = offer_administration()
        if link:
            with translation.override("en"):
                self.stdout.write(f"The first administrator comes in here, once, within 24 hours:\n  {link}")
