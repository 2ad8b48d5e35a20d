"""How rare a word is, from wordfreq's small lists: read at the first verdict, 30,000 words a language."""

import math
from functools import cache

from communities.purpose.text import Language, fold

RAREST = 2.5  # Zipf; what the lists do not know (they end at 3)


@cache
def _frequencies(lang: Language) -> dict[str, float]:
    from wordfreq import get_frequency_dict  # slow to import: only where a verdict is given

    known: dict[str, float] = {}
    for word, frequency in get_frequency_dict(lang, wordlist="small").items():
        key = word if word.isascii() else fold(word)
        known[key] = known.get(key, 0.0) + frequency
    return known


@cache
def _zipf_table(lang: Language) -> dict[str, float]:
    return {word: math.log10(frequency) + 9 for word, frequency in _frequencies(lang).items()}


def zipf(key: str, lang: Language) -> float:
    """Zipf frequency of a folded word or of its singular: 7 for "the", 5 for "school", 3 for what one rarely reads."""
    table = _zipf_table(lang)
    found = table.get(key, RAREST)
    return max(found, table.get(key[:-1], RAREST)) if key.endswith(("s", "x")) else found
