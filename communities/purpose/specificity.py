"""How much a sentence says that only this group would say: a few plain measures, and their published weights."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from communities.purpose.audience import audience
from communities.purpose.clauses import Split, Strength, split
from communities.purpose.lexicon import Lexicon, lexicon, singular, stem
from communities.purpose.rarity import zipf
from communities.purpose.text import Language, Word, words

COMMON = 6.2  # Zipf: a word as frequent as this says nothing of a trade
RANGE = 2.2  # and one this much rarer says all that one word can


@dataclass(frozen=True)
class Reading:
    """What there is to know of one sentence before judging it."""

    text: str
    lang: Language
    words: Sequence[Word]
    split: Split
    audience: frozenset[int]
    lexicon: Lexicon

    @classmethod
    def of(cls, text: str, lang: Language) -> "Reading":
        known = lexicon(lang)
        cut = words(text)
        return cls(text, lang, cut, split(cut, text, lang, known), audience(cut, text, lang, known), known)

    @cached_property
    def stems(self) -> list[str]:
        return [stem(word.key, self.lang) for word in self.words]

    @cached_property
    def content(self) -> list[int]:
        """Words that could say something: no grammar, no connector, no number."""
        return [
            n for n, word in enumerate(self.words)
            if word.key not in self.lexicon.stop and n not in self.split.connector and not word.is_number and len(word.key) > 1
        ]  # fmt: skip

    @cached_property
    def vague(self) -> frozenset[int]:
        return frozenset(n for n in self.content if self._is_vague(n)) | self.phrases

    def _is_vague(self, n: int) -> bool:
        key = self.words[n].key
        return (self.lexicon.is_vague(self.stems[n]) and key not in self.lexicon.things) or key in self.lexicon.reserved

    @cached_property
    def phrases(self) -> frozenset[int]:
        keys = [word.key for word in self.words]
        found: set[int] = set()
        for phrase in self.lexicon.phrases:
            parts = phrase.split()
            for n in range(len(keys) - len(parts) + 1):
                if keys[n : n + len(parts)] == parts or keys[n : n + len(parts)] == [*parts[:-1], parts[-1] + "s"]:
                    found.update(range(n, n + len(parts)))
        return frozenset(found)

    @cached_property
    def weights(self) -> list[float]:
        """What each word tells, from 0 to 1: nothing if it fits any group, names who comes, or is the kind of place."""
        found = [0.0] * len(self.words)
        for n in self.content:
            key = self.words[n].key
            if n in self.audience or n in self.vague or singular(key) in self.lexicon.place | self.lexicon.department:
                continue
            if self.stems[n] in self.lexicon.result or key in self.lexicon.dates | self.lexicon.numbers:
                continue
            told = (COMMON - zipf(key, self.lang)) / RANGE
            found[n] = min(1.0, max(0.0, told))
        return found

    def told(self, part: range) -> float:
        return sum(self.weights[n] for n in part)

    @cached_property
    def checks(self) -> frozenset[int]:
        """How one would see it: a limit, a negation, a date, a number, a verb with a visible effect."""
        known = self.lexicon
        return frozenset(
            n for n, word in enumerate(self.words)
            if n not in self.audience and (word.is_number or word.key in known.checkable or word.key in known.dates
            or word.key in known.numbers or self.stems[n] in known.result)
        )  # fmt: skip


def measures(reading: Reading) -> dict[str, float]:
    cut = reading.split
    content = max(1, len(reading.content))
    return {
        "object": 1 - math.exp(-reading.told(cut.object)),
        "outcome": 1 - math.exp(-reading.told(cut.outcome)),
        "connector": min(cut.strength, 2) / 2,
        "checks": 1 - math.exp(-len(reading.checks) / 1.5),
        "vague": len(reading.vague) / content,
        "told": math.log1p(sum(reading.weights)),
    }
