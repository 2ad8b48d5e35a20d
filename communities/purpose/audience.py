"""Which words only say who comes: "réservée aux commerciaux", "a network for chartered surveyors"."""

from collections.abc import Sequence

from communities.purpose.lexicon import Lexicon, singular, stem
from communities.purpose.text import Language, Word

# Endings of trades, where grammar says that people are meant.
_ENDINGS = {
    "fr": ("eur", "euse", "trice", "ien", "ienne", "iste", "ier", "iere", "logue", "aire", "ant", "peute", "e"),
    "en": ("er", "or", "ist", "ian", "eer", "ant", "ee", "man", "men", "ive"),
}
# Endings that mean people wherever they stand.
_SURE = {
    "fr": ("logue", "therapeute", "icien", "icienne", "trice"),
    "en": ("ologist", "ician", "therapist", "grapher", "keeper", "woman", "women"),
}
_THINGS = frozenset(["catalogue", "dialogue", "prologue", "matrice"])
# What ends the naming of an audience: from here on, something else is said.
_ENDS = {
    "fr": frozenset(
        [
            "sur",
            "autour",
            "a",
            "propos",
            "pour",
            "afin",
            "qui",
            "que",
            "ou",
            "dont",
            "dedie",
            "dediee",
            "dedies",
            "consacre",
            "consacree",
            "face",
            "avec",
            "par",
            "dans",
            "y",
            "leur",
            "leurs",
            "ses",
            "sont",
            "peuvent",
            "souhaitent",
            "ont",
            "ne",
            "n",
            "se",
            "s",
        ]
    ),
    "en": frozenset(
        [
            "about",
            "on",
            "around",
            "to",
            "so",
            "who",
            "that",
            "which",
            "where",
            "with",
            "for",
            "by",
            "when",
            "we",
            "they",
            "can",
            "is",
            "are",
            "their",
            "dedicated",
            "against",
            "before",
            "after",
            "without",
        ]
    ),
}
_TO_WHOM = {"fr": frozenset(["aux", "des", "pour", "a", "au", "de", "d", "les"]), "en": frozenset(["for", "of"])}
_DETERMINERS = frozenset(["the", "our", "all", "together", "les", "nos", "tous", "toutes", "l", "la", "le", "entre"])
_GATHERING = {
    "fr": frozenset(["reun", "rassembl", "feder", "mobilis", "rapproch", "regroup", "engag", "impliqu", "aid"]),
    "en": frozenset(["bring", "gather", "unit", "connect", "help"]),
}
_KINDS = frozenset(["community", "group", "network", "forum", "club", "channel"])
NEAR = 6  # an audience is named among the first words


def audience(words: Sequence[Word], text: str, lang: Language, lexicon: Lexicon) -> frozenset[int]:
    """Indexes of the words that name who comes, or colleagues in general. Those one works for are not among them:
    "so that tenants understand" says something."""
    found: set[int] = set()
    for index, word in enumerate(words):
        colleague = singular(word.key) in lexicon.insiders or (index < NEAR and is_trade(word.key, lang, lexicon))
        if colleague and not (lang == "fr" and _qualifies(words, index, found, lexicon)):
            found.add(index)
    found |= _welcomed(words, text, lang, lexicon)
    if lang == "en":
        found |= _labelled(words)
    return frozenset(found)


def is_trade(key: str, lang: Language, lexicon: Lexicon) -> bool:
    single = singular(key)
    return single in lexicon.people or (len(single) > 6 and single.endswith(_SURE[lang]) and single not in _THINGS)


def _could_be_person(key: str, lang: Language, lexicon: Lexicon) -> bool:
    if singular(key) in lexicon.insiders or is_trade(key, lang, lexicon):
        return True
    return len(key) > 5 and stem(key, lang) not in lexicon.generic and singular(key).endswith(_ENDINGS[lang])


def _qualifies(words: Sequence[Word], index: int, found: set[int], lexicon: Lexicon) -> bool:
    """ "Échecs commerciaux", "portail client": a noun right after another says which, not who."""
    if index == 0 or index - 1 in found:
        return False
    before = words[index - 1]
    return not (before.key in lexicon.stop or stem(before.key, "fr") in lexicon.generic or before.is_number)


def _welcomed(words: Sequence[Word], text: str, lang: Language, lexicon: Lexicon) -> set[int]:
    """After "community of…", "space reserved for…", "bring together…": those who are named, up to what is said next."""
    found: set[int] = set()
    for index, word in enumerate(words[:-1]):
        opens = singular(word.key) in lexicon.place or word.key in lexicon.reserved
        gathers = index < 3 and stem(word.key, lang) in _GATHERING[lang]
        first = index == 0 and word.key in ("for", "pour")
        if not (opens or gathers or first):
            continue
        links = _TO_WHOM[lang] | _DETERMINERS | ({"to"} if word.key in lexicon.reserved else set())
        begin = index + 1
        while begin < len(words) and words[begin].key in links:
            begin += 1
        if begin >= len(words) or (begin == index + 1 and not gathers):
            continue
        stretch = _stretch(words, text, begin, lang)
        if any(_could_be_person(words[n].key, lang, lexicon) for n in stretch[: 2 if lang == "fr" else 6]):
            found.update(stretch)
    return found


def _stretch(words: Sequence[Word], text: str, begin: int, lang: Language) -> range:
    for index in range(begin, len(words)):
        between = text[words[index - 1].end : words[index].start] if index > begin else ""
        if words[index].key in _ENDS[lang] or set(between) & set(":;("):
            return range(begin, index)
    return range(begin, len(words))


def _labelled(words: Sequence[Word]) -> set[int]:
    """ "Supply chain professionals network": what stands before the noun is its label."""
    for index, word in enumerate(words[:NEAR]):
        if word.key in ("to", "so", "for", "on", "about", "of") or (index == 0 and word.key.endswith("ing")):
            return set()
        if index and word.key in _KINDS:
            return set(range(index))
    return set()
