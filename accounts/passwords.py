"""Passwords: long rather than complicated (R-AU-01)."""

import re
from functools import cache

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Person

LONGEST = 256
ADVICE = gettext_lazy("At least 12 characters. A short sentence is easy to remember, and hard to guess.")
# Rows of both keyboards, the alphabet, the figures: a walk along one is as common as a word.
ROWS = (
    *("abcdefghijklmnopqrstuvwxyz", "01234567890"),
    *("qwertyuiop", "asdfghjkl", "zxcvbnm"),
    *("azertyuiop", "qsdfghjklm", "wxcvbn"),
)
WALKS = {way[at : at + 4] for row in ROWS for way in (row, row[::-1]) for at in range(len(row) - 3)}
# What people here would add to the lists, which speak English.
HABITS = (
    *("motdepasse", "bonjour", "bienvenue", "changeme", "administrateur"),
    *("azerty", "soleil", "doudou", "loulou", "marseille"),
)


@cache
def _common() -> frozenset[str]:
    return frozenset({*CommonPasswordValidator().passwords, *HABITS})


class UsedByManyValidator:
    """What the lists of the 100,000 most used hold at 12 characters and more, and Django's 20,000 do not: a common
    word with figures around it, the same keys again and again, walks along the keyboard. Refused, listed or not."""

    def validate(self, password: str, user: Person | None = None) -> None:
        folded = password.casefold()
        word = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", folded)
        if word in _common() or len(set(folded)) < 5 or _repeats(folded) or _walks(folded):
            raise ValidationError(_("Too many people use a password like this one. Choose a short sentence."), "common")

    def get_help_text(self) -> str:
        return ""


class ContextValidator:
    """Refuses what anybody would try first here: the product, the company, the person's own address."""

    def validate(self, password: str, user: Person | None = None) -> None:
        if len(password) > LONGEST:
            raise ValidationError(_("256 characters at most."), "too_long")
        own = user.email.rpartition(".")[0] if user else ""
        folded = password.casefold()
        if any(word in folded for word in re.findall(r"[^\W_]{4,}", f"rsenet {settings.COMPANY} {own}".casefold())):
            raise ValidationError(_("Choose a password without your address or the name of the network."), "context")

    def get_help_text(self) -> str:
        return str(ADVICE)


def _repeats(password: str) -> bool:
    return any(
        password == (password[:size] * len(password))[: len(password)] for size in range(1, len(password) // 2 + 1)
    )


def _walks(password: str) -> bool:
    """Whether walks of four keys or more leave less than four other characters."""
    covered: set[int] = set()
    for at in range(len(password) - 3):
        if password[at : at + 4] in WALKS:
            covered.update(range(at, at + 4))
    return len(password) - len(covered) < 4
