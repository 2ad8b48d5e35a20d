"""How much a sentence says that only this group would say: ten plain measures, weighed by published coefficients.

The score decides whether a sentence is precise enough; rules.py says why. `tools/fit_purpose.py` fits the numbers below
on sentences kept in tests/purpose; docs/purpose.md says how well that works on others."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from communities.purpose.audience import audience
from communities.purpose.clauses import split
from communities.purpose.lexicon import Lexicon, lexicon
from communities.purpose.results import Results
from communities.purpose.text import Language, words

# What each measure weighs; a sentence passes above zero. Fitted: do not touch by hand.
INTERCEPT = -3.61
COEFFICIENTS: Mapping[str, float] = {
    "object": 2.8,
    "outcome": 3.02,
    "connector": 1.62,
    "limits": 1.42,
    "hints": 1.04,
    "done": 1.54,
    "vague": -2.86,
    "abstract": -0.75,
    "which": 1.37,
    "joined": -1.81,
}
# Where precise sentences stand on average: what is missing is measured from there.
USUAL: Mapping[str, float] = {
    "object": 0.85,
    "outcome": 0.69,
    "connector": 0.89,
    "limits": 0.25,
    "hints": 0.21,
    "done": 0.17,
    "vague": 0.1,
    "abstract": 0.09,
    "which": 0.22,
    "joined": 0.09,
}

# To refuse a precise sentence is twice as bad as to let a vague one pass, which three readers still see.
DOUBT = math.log(2)

HOLLOW = 0.2  # what a result must tell at least, whatever its subject
UNSAID = 2.0  # what a sentence must tell at least when no result was found in it
POINTED = 0.5  # of what was talked about, when the result is done to it
MOOD = 0.4  # of what is said of how people feel
_JOINS = frozenset("and or et ou".split())
_WHICH = frozenset("qui que qu which that what how quel quelle quels quelles dont who when where ce".split())


@dataclass(frozen=True)
class Reading(Results):
    """What there is to know of one sentence before judging it."""

    @classmethod
    def of(cls, text: str, lang: Language, known: Lexicon | None = None) -> "Reading":
        known, cut = known or lexicon(lang), words(text)
        clauses = split(cut, text, lang, known)
        return cls(text, lang, cut, clauses, audience(cut, text, clauses, lang, known), known)

    def told(self, part: range) -> float:
        """How many words of this part belong to somebody's work, each as much as it is rare."""
        return sum(self.weights[n] for n in part if n not in self.wasted)

    @cached_property
    def measures(self) -> dict[str, float]:
        """Each from 0 to 1. They level off: ten rare words do not make up for an outcome that is missing. An outcome of
        several words holds its own object: "avoid double orders between theatre and pharmacy"."""
        told, outcome = self.told(self.split.object), self.told(self.split.outcome)
        outcome = MOOD * outcome if self.is_mood else outcome + POINTED * min(1.0, told) * self.points_back
        named = max(1, len([n for n in self.content if n not in self.audience]))
        return {
            "object": 1 - math.exp(-max(told, outcome - 1)),
            "outcome": 1 - math.exp(-outcome),
            "connector": min(self.split.strength, 2) / 2,
            "limits": 1 - math.exp(-len(self.limits)),
            "hints": 1 - math.exp(-len(self.hints) / 1.5),
            "done": 1 - math.exp(-len(self.done) / 1.5),
            "vague": min(1.0, len(self.vague) / max(1, len(self.content))),
            "abstract": min(1.0, len(self.abstract - self.audience) / named),
            "which": self._said(_WHICH),
            "joined": self._said(_JOINS),
        }

    def _said(self, listed: frozenset[str]) -> float:
        """How often it uses these, three times being all one counts."""
        return min(3, sum(word.key in listed for word in self.words)) / 3

    @cached_property
    def score(self) -> float:
        """Above zero: precise enough. However precise its subject, a sentence whose outcome says nothing is not."""
        weighed = INTERCEPT + DOUBT + sum(weight * self.measures[name] for name, weight in COEFFICIENTS.items())
        unsaid = not self.split.outcome and self.told(self.split.object) < UNSAID
        return min(weighed, 0.0) if self.is_hollow or unsaid else weighed

    @cached_property
    def is_hollow(self) -> bool:
        """ "…to work better together": no word of anybody's work, nothing to check."""
        if self.picture and self.words[0].key != "comme":
            return True
        part = self.split.outcome
        evidence = -math.log(max(1e-9, 1 - self.measures["outcome"]))  # what it tells, before it levels off
        evidence += 0.3 * len(self.limits) + 0.2 * len(self.done) + 0.05 * len(self.hints)
        return bool(part) and evidence < HOLLOW

    @cached_property
    def heaviest(self) -> str:
        """The measure that weighed most: what a vague sentence lacks most, or what a precise one has most."""
        gap = {name: weight * (self.measures[name] - USUAL[name]) for name, weight in COEFFICIENTS.items()}
        if self.score <= 0:
            return min(gap, key=lambda name: gap[name])
        return max(("object", "outcome", "limits", "done"), key=lambda name: COEFFICIENTS[name] * self.measures[name])
