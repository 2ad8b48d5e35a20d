"""Names people choose: readable, without invisible tricks, not mistakable for somebody else's (R-UN-01)."""

import re
import unicodedata
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# Controls, formats (bidi, zero-width, tags), surrogates, private, unassigned, line separators.
_UNWANTED = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
# Letters and marks that show nothing: fillers of Hangul and Khmer, variation selectors, Braille blank.
_INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
# Zero-width joiners hold emoji and some scripts together, in running text only.
_JOINERS = "\u200c\u200d"


def _lookalikes() -> dict[int, str]:
    """Each line of lookalikes.txt: a Latin letter, then those that UTS #39 says look like it (i counts as l)."""
    lines = Path(__file__).with_name("lookalikes.txt").read_text("utf-8").splitlines()
    return {ord(twin): line[0] for line in lines for twin in line[2:]} | {48: "o", 49: "l", 105: "l", 124: "l"}


_LOOKALIKES = _lookalikes()


def clean_line(text: str) -> str:
    """One line of plain text: NFC, nothing invisible, at most 3 marks in a row, single spaces."""
    return " ".join(_clean(text.translate({9: " ", 10: " ", 13: " "})).split())


def clean_text(text: str) -> str:
    """Plain text in paragraphs: lines stay, at most one empty in a row, and the joiners some scripts need."""
    lines = [" ".join(_clean(line, _JOINERS).split()) for line in text.replace("\t", " ").splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def clean_name(text: str) -> str:
    """A cleaned line that still shows something, else ValidationError."""
    name = clean_line(text)
    if not any(unicodedata.category(c)[0] in "LN" for c in name):
        raise ValidationError(_("Write a name that others can read."), code="blank")
    return name


def _clean(text: str, keep: str = "") -> str:
    # What is unwanted goes first: it could keep apart what composes, or pauses in a heap of marks.
    seen = "".join(c for c in _INVISIBLE.sub("", text) if c in keep or unicodedata.category(c) not in _UNWANTED)
    kept: list[str] = []
    marks = 0
    for character in unicodedata.normalize("NFC", seen):
        marks = marks + 1 if unicodedata.category(character) in ("Mn", "Me") else 0
        if marks <= 3:
            kept.append(character)
    return "".join(kept)


def mixes_alphabets(name: str) -> bool:
    """Whether one word takes letters from two alphabets that share shapes, as no name does."""
    return any(len({_alphabet(c) for c in word} - {""}) > 1 for word in re.findall(r"[^\W\d_]+", name))


def _alphabet(character: str) -> str:
    first = unicodedata.name(character, "").split(" ")[0]
    return first if first in ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU") else ""


def fold(text: str) -> str:
    """For comparing and searching: without case nor accents, nor the one character PostgreSQL has no room for."""
    folded = unicodedata.normalize("NFKD", text.replace("\0", "")).casefold()
    return "".join(c for c in folded if not unicodedata.combining(c))


def skeleton(name: str) -> str:
    """What a name looks like: two names with one skeleton could be taken for each other."""
    # Before folding the case too: В looks like B, but its small letter в does not look like b.
    seen = unicodedata.normalize("NFKD", name).translate(_LOOKALIKES)
    seen = "".join(c for c in fold(seen).translate(_LOOKALIKES) if unicodedata.category(c)[0] in "LN")
    return seen.replace("rn", "m").replace("vv", "w")


def sort_key(name: str) -> str:
    """Folded for sorting: 'Éclair' before 'zèbre' in a database that sorts by code point."""
    return fold(name)[:160]
