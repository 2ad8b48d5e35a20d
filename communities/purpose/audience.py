"""Which words only say who comes: "réservée aux commerciaux", "a network for chartered surveyors"."""

from collections.abc import Sequence

from communities.purpose.lexicon import Lexicon, singular, stem
from communities.purpose.text import Language, Word

# Endings of trades, where grammar says that people are meant.
_ENDINGS = {
    "fr": ("eur", "euse", "trice", "ien", "ienne", "iste", "ier", "iere", "logue", "aire", "ant", "peute"),
    "en": ("er", "or", "ist", "ian", "eer", "ant", "ee", "man", "men", "ive"),
}
# Endings that mean people wherever they stand.
_SURE = {
    "fr": ("logue", "therapeute", "icien", "icienne", "trice"),
    "en": ("ologist", "ician", "therapist", "grapher", "keeper", "woman", "women"),
}
_NOT_PEOPLE = {
    "fr": frozenset("catalogue dialogue prologue matrice".split()),
    "en": frozenset(),
}
# What carries an audience on: "les contrôleurs de gestion", "engineers of the Bristol and Toulouse sites".
_CHAIN = {
    "fr": frozenset("de d du des et ou l la le les nos notre leurs au aux en a".split()),
    "en": frozenset("of and or the our in at from across all".split()),
}
# What ends it: from here on, something else is said.
_ENDS = {
    "fr": frozenset(
        "sur autour a propos pour afin qui que ou dont dedie dediee dedies consacre consacree face avec par dans y "
        "leur leurs ses sont peuvent souhaitent ont ne n se s".split()
    ),
    "en": frozenset(
        "about on around to so who that which where with for by when we they can is are their dedicated against before "
        "after without".split()
    ),
}
_TO_WHOM = {"fr": frozenset("aux des pour a au de d les".split()), "en": frozenset("for of".split())}
_DETERMINERS = frozenset("the our all together les nos tous toutes l la le".split())
_GATHERING = {
    "fr": frozenset("reun rassembl feder mobilis rapproch regroup engag impliqu aid".split()),
    "en": frozenset("bring gather unit connect".split()),
}


def audience(words: Sequence[Word], text: str, lang: Language, lexicon: Lexicon) -> frozenset[int]:
    """Indexes of the words that name who comes."""
    found: set[int] = set()
    for index in range(len(words)):
        if is_person(words[index].key, lang, lexicon) and not (lang == "fr" and _qualifies(words, index, found, lexicon)):
            found.add(index)
    found |= _welcomed(words, text, lang, lexicon)
    if lang == "en":
        found |= _labelled(words, lexicon)
    return frozenset(found)


def _qualifies(words: Sequence[Word], index: int, found: set[int], lexicon: Lexicon) -> bool:
    """ "Échecs commerciaux", "portail client": a noun right after another says which, not who."""
    if index == 0 or index - 1 in found:
        return False
    before = words[index - 1].key
    return not (before in lexicon.stop or stem(before, "fr") in lexicon.generic or before.isdigit())


def is_person(key: str, lang: Language, lexicon: Lexicon) -> bool:
    single = singular(key)
    if single in lexicon.people:
        return True
    return len(single) > 6 and single.endswith(_SURE[lang]) and single not in _NOT_PEOPLE[lang]


def _could_be_person(key: str, lang: Language, lexicon: Lexicon) -> bool:
    return is_person(key, lang, lexicon) or (len(key) > 5 and key.rstrip("s").endswith(_ENDINGS[lang]))


def _welcomed(words: Sequence[Word], text: str, lang: Language, lexicon: Lexicon) -> set[int]:
    """After "community of…", "space reserved for…", "bring together…": those who are named, up to what is said next."""
    found: set[int] = set()
    reserved = lexicon.reserved
    for index, word in enumerate(words[:-1]):
        opens = singular(word.key) in lexicon.place or word.key in reserved
        gathers = index < 3 and stem(word.key, lang) in _GATHERING[lang]
        first = index == 0 and word.key in ("for", "pour")
        if not (opens or gathers or first):
            continue
        begin = index + 1
        while begin < len(words) and (words[begin].key in _TO_WHOM[lang] | _DETERMINERS or
                                      (words[begin].key == "to" and word.key in reserved)):
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
        if words[index].key in _ENDS[lang] or set(between) & {":", ";", "("}:
            return range(begin, index)
    return range(begin, len(words))


def _labelled(words: Sequence[Word], lexicon: Lexicon) -> set[int]:
    """ "Supply chain professionals network": what stands before the noun is its label."""
    for index, word in enumerate(words[:6]):
        if word.key.endswith("ing") and index == 0:
            return set()
        if index and word.key in ("community", "group", "network", "forum", "club", "channel"):
            return set(range(index))
        if word.key in ("to", "so", "for", "on", "about", "of"):
            return set()
    return set()
