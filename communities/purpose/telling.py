"""What each word of a sentence tells: nothing when it would fit any group or says who comes, more the rarer it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from communities.purpose.audience import is_person
from communities.purpose.clauses import Split
from communities.purpose.connectors import french
from communities.purpose.lexicon import Lexicon, singular, stem
from communities.purpose.rarity import zipf
from communities.purpose.text import Language, Word
from communities.purpose.turns import break_before

COMMON = 5.9  # Zipf: a word as frequent as this says nothing of a trade
RANGE = 2.2  # and one this much rarer says all that one word can
SOMEBODY, SOMEBODY_SERVED = 0.6, 0.4  # a person says less than a thing does; least as what for
NAMED = 0.3  # a site, a product; nothing as what for
HEAD = 4  # "a community", "un espace": within the first words
ANY = "*"  # of a phrase: whatever word
LINKS = {"fr": frozenset(["de", "d", "du", "des", "la", "le", "les", "l"]), "en": frozenset(["of", "the"])}
_NOT_AS_THEY_END = frozenset(
    "interest request harvest contest protest family supply assembly reply july belly jelly butterfly anomaly monopoly "
    "tally bully rally".split()
)
_LIKE = frozenset("as like tel tels telle telles comme".split())
_NO_PICTURE = ("soon", "well", "a", "un", "ca", "part")
_ABSTRACT = {
    "fr": re.compile(
        r"(?:tion|sion|ite|ance|ence|isme|ement|ment|ude|ise|ie|if|ive|iel|ielle|ique|able|al|ale|aux|el|elle)s?$"
    ),
    "en": re.compile(
        r"(?:tion|sion|ity|ance|ence|ism|ment|ness|ship|ive|al|ic|able|ible|ful|ise|ize|ising|izing|ency|ancy|hood|ly|ous)s?$"
    ),
}


@dataclass(frozen=True)
class Telling:
    """The words of one sentence, each with what it tells."""

    text: str
    lang: Language
    words: Sequence[Word]
    split: Split
    audience: frozenset[int]
    lexicon: Lexicon

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

    @cached_property
    def picture(self) -> frozenset[int]:
        """ "As rivers meet the sea, …", "Tel un phare, …": a comparison that the sentence begins with."""
        begins = [self.key(n) for n in range(3)]
        like = begins[0] in _LIKE and not (begins[0] in ("as", "comme") and begins[1] in _NO_PICTURE)
        if not like and begins != ["a", "l", "image"]:
            return frozenset()
        ends = (n for n in range(2, len(self.words)) if break_before(self.words, n, self.text))
        return frozenset(range(next(ends, 0)))

    def _is_empty(self, n: int) -> bool:
        if n in self.picture:
            return True
        key = self.words[n].key
        return self.lexicon.is_vague(key, self.lang) and key not in self.lexicon.things

    @cached_property
    def vague(self) -> frozenset[int]:
        """Empty words that nothing beside them makes precise: "supports" is vague, "supports de formation incendie" is
        not. Verbs are not counted: one shares, improves, helps in any precise sentence too."""
        heads = {min(set(part) & set(self.content), default=-1) for part in (self.split.object, self.split.outcome)}
        light = {n for n in self.empty if self.stems[n] in self.lexicon.light}
        verbs = {n for n in light if n in heads or not self.lexicon.is_generic(self.words[n].key, self.lang)}
        nouns = (self.empty - verbs) | (self.phrases & frozenset(self.content))
        return frozenset(n for n in nouns if n in self.phrases or not self._is_made_precise(n))

    def _is_made_precise(self, n: int) -> bool:
        links = LINKS[self.lang]
        for step in (1, -1):
            beside = n + step
            while 0 <= beside < len(self.words) and self.words[beside].key in links:
                beside += step
            if 0 <= beside < len(self.words) and self.weights[beside] >= 0.5 and self.touch(n, beside):
                return True
        return False

    def touch(self, one: int, other: int) -> bool:
        first, last = sorted((one, other))
        between = self.text[self.words[first].end : self.words[last].start]
        same = any(first in part and last in part for part in (self.split.object, self.split.outcome))
        return same and not set(between) & set(",;:(")

    @cached_property
    def phrases(self) -> frozenset[int]:
        keys, found = [singular(word.key, self.lang) for word in self.words], set[int]()
        for n, key in enumerate(keys):
            for phrase in self.lexicon.phrases.get(key, ()):
                here = keys[n : n + len(phrase)]
                if len(here) == len(phrase) and all(part in (ANY, key) for part, key in zip(phrase, here, strict=True)):
                    found.update(range(n, n + len(phrase)))
        return frozenset(found)

    @cached_property
    def weights(self) -> list[float]:
        """What each word tells, from 0 to 1; nothing if it fits any group, says who comes, or is a frame."""
        found = [0.0] * len(self.words)
        for n in self.content:
            if n not in self.audience and n not in self.empty and not self._is_frame(n):
                found[n] = self._told(n)
        return found

    def _told(self, n: int) -> float:
        key, in_outcome = self.words[n].key, n in self.split.outcome
        if self._is_manner(key) or (n == 0 and self._is_head(n)):
            return 0.0
        told = min(1.0, max(0.0, (COMMON - zipf(key, self.lang)) / RANGE))
        if singular(key, self.lang) in self.lexicon.concrete:
            told = 1.0
        if self.is_somebody(n):
            return told * (SOMEBODY_SERVED if in_outcome else SOMEBODY)
        if self._is_place_name(n):
            return 0.0 if in_outcome else told * NAMED
        return told

    def _is_manner(self, key: str) -> bool:
        """ "Gently", "grandest"."""
        ends = (len(key) > 4 and key.endswith("ly")) or (len(key) > 6 and key.endswith("est"))
        return ends and self.lang == "en" and key not in _NOT_AS_THEY_END

    def _is_head(self, n: int) -> bool:
        """The verb that the sentence begins with, unless it is an act: "easing", "rendre"."""
        key = self.words[n].key
        if self.stems[n] in self.lexicon.acts | self.lexicon.result:
            return False
        return french.is_infinitive(key) if self.lang == "fr" else key.endswith("ing")

    def is_somebody(self, n: int) -> bool:
        """A person, a department, and what says which: says something, less than a thing does."""
        if self._is_person(n) or self._qualifies_somebody(n):
            return True
        return singular(self.words[n].key, self.lang) in self.lexicon.department

    def _is_person(self, n: int) -> bool:
        return 0 <= n < len(self.words) and is_person(self.words[n].key, self.lang, self.lexicon)

    def _qualifies_somebody(self, n: int) -> bool:
        """ "Veilleurs **de nuit**", "**bus** drivers"."""
        if self.lang == "fr":
            return n > 1 and self.words[n - 1].key in ("de", "d") and self._is_person(n - 2)
        return self._is_person(n + 1) and not self.text[self.words[n].end : self.words[n + 1].start].strip()

    def _is_place_name(self, n: int) -> bool:
        """ "Rotterdam", "Kubernetes": which site, which product; not what one does there. An acronym is a thing."""
        return self.words[n].is_name and not self.words[n].text.isupper()

    def is_result(self, n: int) -> bool:
        return self.stems[n] in self.lexicon.result and self.words[n].key not in self.lexicon.things

    def _is_frame(self, n: int) -> bool:
        """The network itself; or what counts among the checks below."""
        key, known = self.words[n].key, self.lexicon
        single = singular(key, self.lang)
        return single in known.tool or self.is_result(n) or key in known.dates | known.numbers | known.checkable

    @cached_property
    def abstract(self) -> frozenset[int]:
        ending = _ABSTRACT[self.lang]
        return frozenset(n for n in self.content if len(self.words[n].key) > 5 and ending.search(self.words[n].key))

    def key(self, n: int) -> str:
        return self.words[n].key if n < len(self.words) else ""
