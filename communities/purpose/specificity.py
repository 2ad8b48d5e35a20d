"""How much a sentence says that only this group would say: six plain measures, weighed by published coefficients.

The score decides whether a sentence is precise enough; rules.py says why. `tools/fit_purpose.py` fits the seven numbers
below on sentences kept in tests/purpose; docs/purpose.md says how well that works on others."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from communities.purpose.audience import audience, is_person
from communities.purpose.clauses import Split, split
from communities.purpose.lexicon import Lexicon, lexicon, singular, stem
from communities.purpose.rarity import zipf
from communities.purpose.text import Language, Word, words

# What each measure weighs; a sentence passes above zero. Fitted: do not touch by hand.
INTERCEPT = -5.16
COEFFICIENTS: Mapping[str, float] = {
    "object": 3.18,
    "outcome": 2.57,
    "connector": 2.26,
    "checks": 1.56,
    "vague": -1.35,
    "abstract": -1.0,
}
# Where precise sentences stand on average: what is missing is measured from there.
USUAL: Mapping[str, float] = {
    "object": 0.86,
    "outcome": 0.72,
    "connector": 1.0,
    "checks": 0.42,
    "vague": 0.05,
    "abstract": 0.12,
}

# To refuse a precise sentence is twice as bad as to let a vague one pass, which three readers still see.
DOUBT = math.log(2)

COMMON = 6.2  # Zipf: a word as frequent as this says nothing of a trade
RANGE = 2.2  # and one this much rarer says all that one word can
SOMEBODY = 0.6
HOLLOW = 0.2
HEAD = 4  # "a community", "un espace": within the first words
_LINKS = {"fr": frozenset(["de", "d", "du", "des", "la", "le", "les", "l"]), "en": frozenset(["of", "the"])}
_ABSTRACT = {
    "fr": re.compile(
        r"(?:tion|sion|ite|ance|ence|isme|ement|ment|ude|ise|ie|if|ive|iel|ielle|ique|able|al|ale|aux|el|elle)s?$"
    ),
    "en": re.compile(
        r"(?:tion|sion|ity|ance|ence|ism|ment|ness|ship|ive|al|ic|able|ible|ful|ise|ize|ising|izing|ency|ancy|hood|ly|ous)s?$"
    ),
}


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
    def of(cls, text: str, lang: Language, known: Lexicon | None = None) -> "Reading":
        known, cut = known or lexicon(lang), words(text)
        clauses = split(cut, text, lang, known)
        return cls(text, lang, cut, clauses, audience(cut, text, clauses, lang, known), known)

    @cached_property
    def stems(self) -> list[str]:
        return [stem(word.key, self.lang) for word in self.words]

    @cached_property
    def content(self) -> list[int]:
        """Words that could say something: no grammar, no connector, no number, no "community dedicated to"."""
        return [n for n, word in enumerate(self.words) if n not in self.split.connector and self._could_tell(n, word)]

    def _could_tell(self, n: int, word: Word) -> bool:
        if len(word.key) < 2 or word.is_number or word.key in self.lexicon.stop or word.key in self.lexicon.reserved:
            return False
        return n >= HEAD or singular(word.key, self.lang) not in self.lexicon.place

    @cached_property
    def empty(self) -> frozenset[int]:
        """Words that would fit any group."""
        return frozenset(n for n in self.content if self._is_empty(n)) | self.phrases

    def _is_empty(self, n: int) -> bool:
        key = self.words[n].key
        return self.lexicon.is_vague(key, self.lang) and key not in self.lexicon.things

    @cached_property
    def vague(self) -> frozenset[int]:
        """Empty words that nothing beside them makes precise: "supports" is vague, "supports de formation incendie" is
        not. Verbs are not counted: one shares, improves, helps in any precise sentence too."""
        heads = {min(set(part) & set(self.content), default=-1) for part in (self.split.object, self.split.outcome)}
        light = {n for n in self.empty if self.stems[n] in self.lexicon.light}
        verbs = {n for n in light if n in heads or not self.lexicon.is_generic(self.words[n].key, self.lang)}
        nouns = (self.empty - verbs) | self.phrases
        return frozenset(n for n in nouns if n in self.phrases or not self._is_made_precise(n))

    def _is_made_precise(self, n: int) -> bool:
        links = _LINKS[self.lang]
        for step in (1, -1):
            beside = n + step
            while 0 <= beside < len(self.words) and self.words[beside].key in links:
                beside += step
            if 0 <= beside < len(self.words) and self.weights[beside] >= 0.5 and self._touch(n, beside):
                return True
        return False

    def _touch(self, one: int, other: int) -> bool:
        first, last = sorted((one, other))
        between = self.text[self.words[first].end : self.words[last].start]
        same = any(first in part and last in part for part in (self.split.object, self.split.outcome))
        return same and not set(between) & set(",;:(")

    @cached_property
    def phrases(self) -> frozenset[int]:
        keys, found = [singular(word.key, self.lang) for word in self.words], set[int]()
        for phrase in self.lexicon.phrases:
            for n in range(len(keys) - len(phrase) + 1):
                if keys[n] == phrase[0] and tuple(keys[n : n + len(phrase)]) == phrase:
                    found.update(range(n, n + len(phrase)))
        return frozenset(found)

    @cached_property
    def weights(self) -> list[float]:
        """What each word tells, from 0 to 1; nothing if it fits any group, says who comes, or is a frame."""
        found = [0.0] * len(self.words)
        for n in self.content:
            if n not in self.audience and n not in self.empty and not self._is_frame(n):
                told = (COMMON - zipf(self.words[n].key, self.lang)) / RANGE
                known = SOMEBODY if self._is_somebody(n) else 1.0
                found[n] = known * min(1.0, max(0.0, told))
        return found

    def _is_somebody(self, n: int) -> bool:
        """A person, a department: says something, less than a thing does."""
        key = self.words[n].key
        return singular(key, self.lang) in self.lexicon.department or is_person(key, self.lang, self.lexicon)

    def _is_frame(self, n: int) -> bool:
        """The network itself; or what counts among the checks below."""
        key, known = self.words[n].key, self.lexicon
        single = singular(key, self.lang)
        return (
            single in known.tool
            or self.stems[n] in known.result
            or key in known.dates | known.numbers | known.checkable
        )

    @cached_property
    def checks(self) -> frozenset[int]:
        """How one would see it: a number, a date, a limit, a negation, a verb whose effect shows."""
        known = self.lexicon
        seen = known.checkable | known.dates
        part = self.split.outcome or range(len(self.words))
        return frozenset(
            n
            for n in part
            if n not in self.audience
            and (self.words[n].key in seen or self.stems[n] in known.result or self._counts(n))
        )

    def _counts(self, n: int) -> bool:
        """A number, unless it says how many people, or how many of something vague: "our three pillars"."""
        if not (self.words[n].is_number or self.words[n].key in self.lexicon.numbers):
            return False
        beside = [m for m in (n + 1, n + 2) if m < len(self.words)]
        return not any(m in self.empty or is_person(self.words[m].key, self.lang, self.lexicon) for m in beside)

    @cached_property
    def abstract(self) -> frozenset[int]:
        ending = _ABSTRACT[self.lang]
        return frozenset(n for n in self.content if len(self.words[n].key) > 5 and ending.search(self.words[n].key))

    def told(self, part: range) -> float:
        """How many words of this part belong to somebody's work, each as much as it is rare."""
        return sum(self.weights[n] for n in part)

    @cached_property
    def measures(self) -> dict[str, float]:
        """Each from 0 to 1. They level off: ten rare words do not make up for an outcome that is missing. An outcome of
        several words holds its own object: "avoid double orders between theatre and pharmacy"."""
        told, outcome = self.told(self.split.object), self.told(self.split.outcome)
        named = max(1, len([n for n in self.content if n not in self.audience]))
        return {
            "object": 1 - math.exp(-max(told, outcome - 1)),
            "outcome": 1 - math.exp(-outcome),
            "connector": min(self.split.strength, 2) / 2,
            "checks": 1 - math.exp(-len(self.checks) / 1.5),
            "vague": min(1.0, len(self.vague) / max(1, len(self.content))),
            "abstract": min(1.0, len(self.abstract - self.audience) / named),
        }

    @cached_property
    def score(self) -> float:
        """Above zero: precise enough. However precise its subject, a sentence whose outcome says nothing is not."""
        weighed = INTERCEPT + DOUBT + sum(weight * self.measures[name] for name, weight in COEFFICIENTS.items())
        return min(weighed, 0.0) if self.is_hollow else weighed

    @cached_property
    def is_hollow(self) -> bool:
        """ "…to work better together": no word of anybody's work, nothing to check."""
        part = self.split.outcome
        return bool(part) and self.told(part) < HOLLOW and not self.checks & frozenset(part)

    @cached_property
    def heaviest(self) -> str:
        """The measure that weighed most: what a vague sentence lacks most, or what a precise one has most."""
        gap = {name: weight * (self.measures[name] - USUAL[name]) for name, weight in COEFFICIENTS.items()}
        if self.score <= 0:
            return min(gap, key=lambda name: gap[name])
        return max(("object", "outcome", "checks"), key=lambda name: COEFFICIENTS[name] * self.measures[name])
