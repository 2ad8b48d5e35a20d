"""Longer texts people write: kept as written, minus what no keyboard types (R-RB-01, R-UN-01)."""

import re
import unicodedata

# C0 and C1 controls but tab and line feed, lone surrogates, overrides of the writing direction, noncharacters.
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\ufeff\ufff9-\ufffb\ufffe\uffff]")


def clean_text(text: str) -> str:
    """A text of several lines: line ends as \\n, nothing around it, controls removed; all else is the author's."""
    return _UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip("\n").rstrip()


def shows_nothing(text: str) -> bool:
    """Only blanks and invisible characters."""
    return not any(unicodedata.category(character)[0] not in "ZC" for character in text)
