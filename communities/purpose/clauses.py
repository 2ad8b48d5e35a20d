"""Where a sentence turns from what is talked about to what will be better: its connector, its two clauses."""

from collections.abc import Sequence
from dataclasses import dataclass

from communities.purpose.connectors import Strength, english, french
from communities.purpose.connectors import first as first_of
from communities.purpose.lexicon import Lexicon, stem
from communities.purpose.text import Language, Word
from communities.purpose.turns import turn


@dataclass(frozen=True, slots=True)
class Split:
    """Indexes of words. `outcome` begins after the connector."""

    strength: Strength
    connector: range
    object: range
    outcome: range


def split(words: Sequence[Word], text: str, lang: Language, lexicon: Lexicon) -> Split:
    """The strongest connector, the first of its strength; one that begins the sentence ends its outcome at a comma."""
    finder = french.connector if lang == "fr" else english.connector
    best, at, after = Strength.NONE, 0, 0
    for index in range(len(words)):
        strength, length = finder(words, index, lexicon)
        if strength > best:
            best, at, after = strength, index, index + length
    size = len(words)
    if best < Strength.PLAIN and (means := _own_outcome(words, lang, lexicon, alone=best == Strength.NONE)):
        return Split(Strength.PLAIN, range(0), range(means, size), range(means))
    if best <= Strength.WEAK and (ends := _announced(words, text, lang, lexicon)):
        return Split(Strength.PLAIN, range(0), range(ends, size), range(ends))
    if best == Strength.NONE:
        if turns := turn(words, text, lang, lexicon):
            return Split(Strength.WEAK, range(0), range(turns), range(turns, size))
        return Split(best, range(0), range(size), range(0))
    if at == 0 and (comma := _comma(words, text, after)):
        return Split(best, range(after), range(comma, size), range(after, comma))
    return Split(best, range(at, after), range(at), range(after, size))


def _comma(words: Sequence[Word], text: str, begin: int) -> int:
    for index in range(begin + 1, len(words)):
        if set(text[words[index - 1].end : words[index].start]) & {",", ";", ":"}:
            return index
    return 0


def _announced(words: Sequence[Word], text: str, lang: Language, lexicon: Lexicon) -> int:
    """ "Fewer refunds for wrong sizes: store and web teams…": its result first. Where that ends, or zero."""
    number = words and (words[0].is_number or words[0].key in lexicon.numbers) and words[1:2]
    if not words or not (words[0].key in _LESS[lang] or (number and words[1].key in lexicon.limit)):
        return 0
    return next((n for n in range(2, len(words)) if ":" in text[words[n - 1].end : words[n].start]), 0)


_LESS = {
    "fr": frozenset("moins plus zero fini finis finies aucun aucune".split()),
    "en": frozenset("fewer less no zero shorter faster quieter cheaper safer".split()),
}
_MEANS = {
    "fr": ("grace a", "grace au", "grace aux", "par le", "par la", "par des"),
    "en": ("thanks to", "through", "via"),
}
_LIMITS = {"fr": ("avant", "lieu", "plutot"), "en": ("before", "until", "within", "instead", "rather")}
_ENDING = {
    "fr": ("en finir avec", "venir a bout", "mettre fin", "mettre un terme", "se passer de", "sortir de"),
    "en": (
        "iron out",
        "ironing out",
        "sort out",
        "sorting out",
        "get rid",
        "getting rid",
        "put an end",
        "putting an end",
        "do away",
        "doing away",
    ),
}


def _own_outcome(words: Sequence[Word], lang: Language, lexicon: Lexicon, *, alone: bool) -> int:
    """ "Reduce double bookings by…", "Welcome tourists thanks to…", "Get boilers checked before…": a sentence that
    begins with a verb may be its own outcome, up to its means. Zero: it is not one."""
    if not words:
        return 0
    if first_of(words, 0, _ENDING[lang]):
        return len(words)
    first = stem(words[0].key, lang)
    verb = first in lexicon.light | lexicon.result or (
        french.is_infinitive(words[0].key) if lang == "fr" else words[0].key.endswith("ing")
    )
    if not verb and words[0].key not in ("mieux", "ne", "getting", "get", "keep"):
        return 0
    for index in range(2, len(words) - 1):
        here, after = words[index].key, words[index + 1].key
        if (lang == "fr" and here == "en" and after.endswith("ant")) or (
            lang == "en" and here == "by" and after.endswith("ing")
        ):
            return index
        if first_of(words, index, _MEANS[lang]):
            return index
    helps = words[0].key in ("aider", "permettre", "help", "helping", "let", "letting")
    lacking = (helps or first not in lexicon.light) and any(word.key in ("sans", "without") for word in words[2:])
    limited = lacking or any(word.key in _LIMITS[lang] for word in words[2:])
    return len(words) if alone and (first in lexicon.result or limited) else 0
