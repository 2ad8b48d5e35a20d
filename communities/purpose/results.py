"""How one would see the result: limits, negations, acts; and whether it is one of the work at all."""

from functools import cached_property

from communities.purpose.audience import is_person
from communities.purpose.connectors import french
from communities.purpose.lexicon import singular
from communities.purpose.telling import LINKS, Telling
from communities.purpose.turns import AFTER_VERB, break_before

_BEING = frozenset("be become remain stay feel grow etre devenir rester demeurer sentir".split())
_BEFORE_BEING = frozenset("de d se s ne n pas plus mieux toujours to all always we can nous".split())
_ABLE = frozenset("able ready sure certain pret prets prete pretes en capable capables sur surs paid".split())
_BARE = frozenset("plus moins mieux more less better faster".split())  # "sell more, spend less"
_EVERY = ("chaque", "every", "each")
_ARTICLES = frozenset("le la les l lui".split())
_NEXT = {"fr": frozenset("prochain prochaine prochains suivant suivante".split()), "en": frozenset(["next"])}
_POINTS = {
    "fr": frozenset("en y celui celle celles ceux".split()),
    "en": frozenset("it them those one ones which whose".split()),
}


class Results(Telling):
    """What the sentence says of its result."""

    @cached_property
    def limits(self) -> frozenset[int]:
        """How one would see it, surely: a number, a date, a limit; not "every day"."""
        known = self.lexicon
        seen = known.dates | known.limit
        return frozenset(
            n
            for n in self._checked
            if self._counts(n) or (self.words[n].key in seen and not (n and self.words[n - 1].key in _EVERY))
        )

    @cached_property
    def hints(self) -> frozenset[int]:
        """How one may see it: a negation, "moins", "only"."""
        return frozenset(n for n in self._checked if self.words[n].key in self.lexicon.checkable) - self.limits

    @cached_property
    def done(self) -> frozenset[int]:
        """Verbs whose effect shows: repair, sign, lose."""
        done = {n for n in self._checked if self.is_result(n)}
        return frozenset(done) - self.limits - self.hints - self.wasted

    @cached_property
    def wasted(self) -> frozenset[int]:
        """Acts done to nothing: "feed our curiosity", "cut costs"."""
        following = zip(self.content, [*self.content[1:], -1], strict=False)
        return frozenset(n for n, after in following if self._wastes(n, after))

    def _wastes(self, n: int, after: int) -> bool:
        act = self.stems[n] in self.lexicon.acts | self.lexicon.result
        if singular(self.words[n].key, self.lang) in self.lexicon.concrete:
            return False
        if not act and not (n in self.split.outcome and self.key(n + 1) in AFTER_VERB[self.lang]):
            return False
        if after in self.empty and n < after < n + 4 and not self._goes_on(after):
            return True
        ends = n + 2 == len(self.words) or (n + 2 < len(self.words) and break_before(self.words, n + 2, self.text))
        return self.key(n + 1) in _BARE and bool(ends)

    def _goes_on(self, n: int) -> bool:
        """Something precise qualifies it: "the quality **of the welds**"."""
        beside = n + 1
        while self.key(beside) in LINKS[self.lang]:
            beside += 1
        return beside < len(self.words) and self.weights[beside] >= 0.5 and self.touch(n, beside)

    @cached_property
    def checks(self) -> frozenset[int]:
        return self.limits | self.hints | self.done

    @cached_property
    def _checked(self) -> frozenset[int]:
        if self.is_mood:
            return frozenset()
        part = frozenset(self.split.outcome or range(len(self.words))) - self.audience - self.phrases
        return frozenset(n for n in part if self.text[self.words[n].end : self.words[n].end + 1] != "-")

    @cached_property
    def is_mood(self) -> bool:
        """The result is what people feel or become, or how much they use the network."""
        part = self.split.outcome
        said = (key for n in part for key in (self.key(n), f"{self.key(n)}-{self.key(n + 1)}"))
        return self._is_being(part) or any(key in self.lexicon.mood for key in said)

    def _is_being(self, part: range) -> bool:
        """ "…to **be** sharper", "…afin d'**être** reconnus": what the members become, not what their work does."""
        begin = part.start
        while self.key(begin) in _BEFORE_BEING:
            begin += 1
        return begin in part and self.key(begin) in _BEING and self.key(begin + 1) not in _ABLE

    @cached_property
    def points_back(self) -> bool:
        """The result is done to what was talked about: "…and stopping **it**", "…choisir **celui** qui…"."""
        part = self.split.outcome
        verb = any(self.stems[n] in self.lexicon.result | self.lexicon.acts for n in part)
        if not verb and not self.checks & frozenset(part):
            return False
        named = {self.stems[n] for n in self.split.object if n in self.content and n not in self.audience}
        return any(self.stems[n] in named or self._is_pronoun(n) for n in part)

    def _is_pronoun(self, n: int) -> bool:
        key, after = self.key(n), self.key(n + 1)
        if self.lang == "fr" and key in _ARTICLES:
            return french.is_infinitive(after) or after in _NEXT["fr"]
        return key in _POINTS[self.lang] | _NEXT[self.lang]

    def _counts(self, n: int) -> bool:
        """A number, unless it says how many people, or how many of something vague: "our three pillars"."""
        if not (self.words[n].is_number or self.words[n].key in self.lexicon.numbers):
            return False
        beside = [m for m in (n + 1, n + 2) if m < len(self.words)]
        return not any(m in self.empty or is_person(self.words[m].key, self.lang, self.lexicon) for m in beside)
