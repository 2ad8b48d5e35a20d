"""manage.py check_purpose: whether sentences say why to come, one JSON object a line."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import override

from communities.purpose import LONGEST, check


class Command(BaseCommand):
    help = "Judges a purpose given as argument, or one a line on standard input. Exits with 1 if any is blocked."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("text", nargs="?")
        parser.add_argument("--lang", choices=["fr", "en"], help="else it is guessed")
        parser.add_argument("--name", default="", help="the community's name, which the purpose must not repeat")

    def handle(self, *args: Any, **options: Any) -> None:
        given = options["text"]
        lines = [given] if given is not None else (line.rstrip("\r\n") for line in _input())
        blocked = False
        for text in lines:
            blocked |= self._judge(text, options["lang"], options["name"])
        if blocked:
            sys.exit(1)

    def _judge(self, text: str, asked: str | None, name: str) -> bool:
        lang = asked or check(text[:LONGEST]).lang
        with override(lang):
            found = check(text, lang=lang, name=name)
        told = {
            "text": text,
            "lang": lang,
            "verdict": found.verdict,
            "findings": [
                {"code": finding.code, "severity": finding.severity, "message": finding.message}
                for finding in found.findings
            ],
        }
        self.stdout.write(json.dumps(told, ensure_ascii=False))
        return found.verdict == "block"


def _input() -> Any:
    """UTF-8 whatever the terminal says; what is not text is replaced rather than refused."""
    sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace")  # type: ignore[union-attr]
    return sys.stdin
