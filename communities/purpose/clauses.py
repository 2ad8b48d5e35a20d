"""Where a sentence turns from what is talked about to what will be better: its connector, its two clauses."""

from collections.abc import Sequence
from dataclasses import dataclass

from communities.purpose.connectors import Strength, english, french
from communities.purpose.connectors import first as first_of
from communities.purpose.lexicon import Lexicon, stem
from communities.purpose.text import Language, Word


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
    if best < Strength.PLAIN and (means := _own_outcome(words, lang, lexicon)):
        return Split(Strength.PLAIN, range(0), range(means, size), range(means))
    if best == Strength.NONE:
        return Split(best, range(0), range(size), range(0))
    if at == 0 and (comma := _comma(words, text, after)):
        return Split(best, range(after), range(comma, size), range(after, comma))
    return Split(best, range(at, after), range(at), range(after, size))


def _comma(words: Sequence[Word], text: str, begin: int) -> int:
    for index in range(begin + 1, len(words)):
        if set(text[words[index - 1].end : words[index].start]) & {",", ";", ":"}:
            return index
    return 0


_MEANS = {
    "fr": ("grace a", "grace au", "grace aux", "par le", "par la", "par des"),
    "en": ("thanks to", "through", "via"),
}
_LIMITS = {"fr": ("avant",), "en": ("before", "until")}


def _own_outcome(words: Sequence[Word], lang: Language, lexicon: Lexicon) -> int:
    """ "Reduce double bookings by…", "Welcome tourists thanks to…", "Get boilers checked before…": a sentence that
    begins with a verb may be its own outcome, up to its means. Zero: it is not one."""
    if not words:
        return 0
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
    limited = any(word.key in _LIMITS[lang] for word in words[2:])
    return len(words) if first in lexicon.result or limited else 0
