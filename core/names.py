"""Names people choose: readable, without invisible tricks, not mistakable for somebody else's (R-UN-01)."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_COMBINING = re.compile(r"([̀-ͯ]{3})[̀-ͯ]+")
# The look-alikes that matter for Latin names (UTS #39, intraskeleton subset).
_LOOKALIKES = str.maketrans(
    "аеорсухіјѕԁһӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧοіɑɡ0|1", "aeopcyxijsdhlabezhikmnoptyxoiagoll"
)


def clean_line(text: str) -> str:
    """One line of plain text: NFC, without control, format, private or unassigned characters, at most 3 marks in a row.
    Zero-width joiners go too: no name needs them here."""
    text = unicodedata.normalize("NFC", text.replace("\t", " ").replace("\n", " "))
    text = "".join(c for c in text if unicodedata.category(c) not in {"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"})
    return " ".join(_COMBINING.sub(r"\1", text).split())


def clean_name(text: str) -> str:
    """A cleaned line that still shows something, else ValidationError."""
    name = clean_line(text)
    if not any(unicodedata.category(c)[0] in "LN" for c in name):
        raise ValidationError(_("Write a name that others can read."))
    return name


def skeleton(name: str) -> str:
    """What a name looks like: two names with one skeleton could be taken for each other."""
    folded = unicodedata.normalize("NFKD", name).casefold().translate(_LOOKALIKES)
    return "".join(c for c in folded if unicodedata.category(c)[0] in "LN")


def sort_key(name: str) -> str:
    """Folded for sorting: 'Éclair' before 'zèbre' in a database that sorts by code point."""
    folded = unicodedata.normalize("NFKD", name).casefold()
    return "".join(c for c in folded if not unicodedata.combining(c))[:160]
