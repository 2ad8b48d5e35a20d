"""The words that turn from what is talked about to what it is for."""

from collections.abc import Sequence
from enum import IntEnum

from communities.purpose.text import Word


class Strength(IntEnum):
    NONE = 0
    WEAK = 1  # "and fix it before…", "pour une rentrée sans…": may be one
    PLAIN = 2  # "to prepare…", "pour préparer…"
    STRONG = 3  # "so that…", "afin que…"


NOTHING = (Strength.NONE, 0)


def key(words: Sequence[Word], index: int) -> str:
    return words[index].key if 0 <= index < len(words) else ""


def begins(words: Sequence[Word], index: int, phrase: str) -> int:
    """How many words the phrase has, when it stands here and something follows it."""
    parts = phrase.split()
    if len(words) <= index + len(parts):
        return 0
    return len(parts) if all(words[index + n].key == part for n, part in enumerate(parts)) else 0


def first(words: Sequence[Word], index: int, phrases: Sequence[str]) -> int:
    here = words[index].key
    return next((n for phrase in phrases if phrase.startswith(here) and (n := begins(words, index, phrase))), 0)
