"""English: "so that", "in order to", "to" and a verb."""

from collections.abc import Sequence

from communities.purpose.connectors import NOTHING, Strength, first, key
from communities.purpose.lexicon import Lexicon, singular, stem
from communities.purpose.text import Word

_STRONG = (
    "so that", "in order to", "in order that", "so as to", "aimed at", "aiming to", "with the aim of",
    "with a view to", "with the goal of",
    "in the hope of", "in the hope that", "to make sure", "making sure that", "until the", "until we",
    "until every", "until no", "until each",
)  # fmt: skip
_PLAIN = (
    "that way", "in case", "for when", "for the day", "that let", "which let", "which means",
    "that stops", "that stopped",
    "which helps", "that helps", "helping us", "helping them", "which lets", "that lets", "that make",
    "that makes", "which makes", "which saves", "which stops", "that saves", "enough to",
)  # fmt: skip
# "So" with these is no connector.
_SO = frozenset("far much many long called often as on forth well good soon little few".split())
# "To" after these asks for a verb that is no purpose: "how to calm", "able to", "the time it takes to".
_BEFORE_TO = frozenset(
    """
how what where when who which whether able ready willing easier harder easy hard likely used need needs needed want
wants wanted try tries tried trying going about have has had ought time way ways takes take took close access next
up back due according subject relevant thanks prior similar related dedicated open reserved devoted limited answers
answer approach approaches reply replies respond responds object objects adapt contribute compared opposed unable
happy best right allowed asked ask asks forget forgets learn learning helps help enable enables encourage encourages
encouraging getting get empower empowering said first last one two three four five six seven eight nine ten from
listen speak talk talking linked belong referred
""".split()
)
_AFTER_TO = frozenset(
    """
date work home school court hospital market hr it us them me you him her one all each every everyone everybody
nobody anyone anybody someone somebody both any some none most many more the a an our your their his my its this
that these those new other another two three local global internal external common certain different various
relevant strategic specific several few much better best senior junior young public private two three four five six
seven eight nine ten what which
""".split()
)
_NEEDED = frozenset("need feed embed speed proceed exceed shed succeed bleed breed weed seed wed".split())
_COMPARED = frozenset("more less better safer faster cheaper cleaner quieter shorter fairer".split())
_GERUND = frozenset("fewer less zero no better".split())


def connector(words: Sequence[Word], index: int, lexicon: Lexicon) -> tuple[Strength, int]:
    if length := first(words, index, _STRONG):
        return Strength.STRONG, length
    if length := first(words, index, _PLAIN):
        return Strength.PLAIN, length
    here, after = words[index].key, key(words, index + 1)
    if not after:
        return NOTHING
    if here == "so" and after not in _SO and len(words) > index + 3:
        return Strength.STRONG, 1
    if here == "to":
        return _to(words, index, lexicon)
    if here == "for" and after in ("a", "an") and key(words, index + 2) in _COMPARED:
        return Strength.WEAK, 1
    if here == "for" and (after in _GERUND or (after.endswith("ing") and stem(after, "en") in lexicon.result)):
        return Strength.WEAK, 1
    if here in ("and", "then") and stem(after, "en") in lexicon.result and not after.endswith(("s", "ed", "ing")):
        return Strength.WEAK, 1
    return NOTHING


def _to(words: Sequence[Word], index: int, lexicon: Lexicon) -> tuple[Strength, int]:
    """ "To prepare the next tenders"; not "dedicated to", "how to", "to the warehouse", "to Leeds"."""
    after, before = words[index + 1], key(words, index - 1)
    acts = stem(after.key, "en") in lexicon.light | lexicon.result | lexicon.acts
    if not acts and any(key(words, index - n) == "from" for n in range(2, 6)):
        return NOTHING  # "from expert to beginner"
    if before in _BEFORE_TO or after.key in _AFTER_TO or after.is_name or after.is_number:
        return NOTHING
    if (
        after.key.endswith("ing")
        or (after.key.endswith("ed") and after.key not in _NEEDED)
        or (after.key.endswith("s") and not after.key.endswith(("ss", "us")))
    ):
        return NOTHING
    if singular(before, "en") in lexicon.place and index < 5:
        return Strength.WEAK, 1  # "a place to ask about…": what one does there, unless nothing else follows
    return Strength.PLAIN, 1
