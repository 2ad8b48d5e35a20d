"""A sentence as the check reads it: cleaned, cut into sentences, then into words that know where they stand."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

type Language = Literal["fr", "en"]

LONGEST = 500  # characters; what is longer is refused unread

_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "–": "-", "—": "-"})
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss"})
_OUTER = " \t\"«»“”„'*_"
_WORD = re.compile(r"[^\W_]+(?:'(?=[^\W_]))?")
# A full stop after these ends nothing; nor does one between two digits, or after an initial.
_SHORT = re.compile(
    r"\b(?:p\. ?ex|etc|e\.g|i\.e|cf|n°|no|vs|env|mr|mrs|ms|dr|st|ste|art|approx|[a-z])\.$", re.IGNORECASE
)
_STOP = re.compile(r"[.!?…]+(?=[\s\"»”)]|$)|\n+")


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    key: str  # without capitals nor accents
    start: int
    end: int
    sentence_start: bool = False

    @property
    def is_number(self) -> bool:
        return any(character.isdigit() for character in self.text)

    @property
    def is_name(self) -> bool:
        """A proper name or an acronym, as far as capitals tell."""
        if self.text.isupper() and len(self.text) > 1:
            return True
        return self.text[:1].isupper() and not self.sentence_start


def clean(text: str) -> str:
    """One form for each character, plain quotes, single spaces, nothing around."""
    plain = unicodedata.normalize("NFKC", text).translate(_QUOTES)
    lines = (" ".join(line.split()) for line in plain.splitlines())
    return "\n".join(line for line in lines if line).strip(_OUTER)


def fold(text: str) -> str:
    """Without capitals nor accents, so that a hurried "prevenir" is "prévenir"."""
    split = unicodedata.normalize("NFD", text.lower().translate(_LETTERS))
    return "".join(character for character in split if not unicodedata.combining(character))


def sentences(text: str) -> list[str]:
    """`;` and `:` do not end a sentence, nor do abbreviations and decimals."""
    found, begin = [], 0
    for stop in _STOP.finditer(text):
        ends = text[begin : stop.start() + 1]
        if stop.group() == "." and _SHORT.search(ends) and text[stop.end() :].strip():
            continue
        found.append(text[begin : stop.end()])
        begin = stop.end()
    found.append(text[begin:])
    return [sentence.strip() for sentence in found if any(map(str.isalnum, sentence))]


def words(text: str) -> list[Word]:
    """French elisions stand alone (`l'`, `qu'`); an English `'s` is left out."""
    found: list[Word] = []
    shouting = text.isupper()
    for match in _WORD.finditer(text):
        piece = match.group()
        key = fold(piece.rstrip("'"))
        if key in ("s", "t") and found and text[match.start() - 1 : match.start()] == "'" and len(found[-1].key) > 1:
            continue
        starts = not found or text[found[-1].end : match.start()].strip(" '") in {":", ".", "!", "?"}
        shown = piece.lower() if shouting else piece
        found.append(Word(shown.rstrip("'"), key, match.start(), match.end(), starts))
    return found


def count(text: str) -> int:
    """How many words one would say there are: "d'appels" and "near-misses" are one each."""
    return sum(any(character.isalnum() for character in piece) for piece in text.split())
