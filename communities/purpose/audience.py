"""Which words only say who comes: "réservée aux commerciaux", "a network for chartered surveyors"."""

from collections.abc import Sequence

from communities.purpose.clauses import Split
from communities.purpose.lexicon import Lexicon, singular, stem
from communities.purpose.text import Language, Word

# Endings of trades, where grammar says that people are meant.
_ENDINGS = {
    "fr": ("eur", "euse", "trice", "ien", "ienne", "iste", "ier", "iere", "logue", "aire", "ant", "peute", "ist"),
    "en": ("er", "or", "ist", "ian", "eer", "ant", "ee", "man", "men", "ive"),
}
# Endings that mean people wherever they stand.
_SURE = {
    "fr": ("logue", "therapeute", "icien", "icienne", "trice"),
    "en": ("ologist", "ician", "therapist", "grapher", "keeper", "woman", "women"),
}
_THINGS = frozenset("catalogue dialogue prologue matrice".split())
# What ends the naming of an audience: from here on, something else is said.
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
_DETERMINERS = frozenset("the our all together les nos tous toutes l la le entre".split())
_GATHERING = {
    "fr": frozenset("reun rassembl feder mobilis rapproch regroup engag impliqu aid".split()),
    "en": frozenset("bring gather unit connect help".split()),
}
_KINDS = frozenset("community group network forum club channel".split())
_ENDS_LIST = frozenset("of from in at on who for to de du des d qui pour a au aux".split())
NEAR = 6  # an audience is named among the first words


def audience(words: Sequence[Word], text: str, cut: Split, lang: Language, lexicon: Lexicon) -> frozenset[int]:
    """Indexes of the words that name who comes: colleagues in general; in what is talked about, trades as well. Those
    one works for are not among them: "so that tenants understand" says something."""
    found: set[int] = set()
    for index, word in enumerate(words):
        colleague = singular(word.key, lang) in lexicon.insiders
        named = index in cut.object and is_trade(word.key, lang, lexicon)
        if (colleague or named) and not (lang == "fr" and _qualifies(words, index, found, lexicon)):
            found.add(index)
    found |= _listed(words, text, lang, lexicon)
    found |= _welcomed(words, text, cut, lang, lexicon)
    if lang == "en":
        found |= _labelled(words)
    return frozenset(found)


def is_trade(key: str, lang: Language, lexicon: Lexicon) -> bool:
    single = singular(key, lang)
    return single in lexicon.people or (len(single) > 6 and single.endswith(_SURE[lang]) and single not in _THINGS)


def is_person(key: str, lang: Language, lexicon: Lexicon) -> bool:
    return singular(key, lang) in lexicon.insiders | lexicon.outsiders or is_trade(key, lang, lexicon)


def _could_be_person(key: str, lang: Language, lexicon: Lexicon) -> bool:
    if is_person(key, lang, lexicon):
        return True
    return len(key) > 5 and not lexicon.is_generic(key, lang) and singular(key, lang).endswith(_ENDINGS[lang])


def _qualifies(words: Sequence[Word], index: int, found: set[int], lexicon: Lexicon) -> bool:
    """ "Échecs commerciaux", "portail client": a noun right after another says which, not who."""
    if index == 0 or index - 1 in found:
        return False
    before = words[index - 1]
    return not (before.key in lexicon.stop or lexicon.is_generic(before.key, "fr") or before.is_number)


def _welcomed(words: Sequence[Word], text: str, cut: Split, lang: Language, lexicon: Lexicon) -> set[int]:
    """After "community of…", "reserved for…", "bring together…": those who are named, up to what is said next."""
    found: set[int] = set()
    for index, word in enumerate(words[:-1]):
        opens = singular(word.key, lang) in lexicon.place or word.key in lexicon.reserved
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
        stretch = _stretch(words, text, begin, cut, lang)
        named = [n for n in _noun(words, stretch, lexicon) if _could_be_person(words[n].key, lang, lexicon)]
        if named:
            found.update(stretch if opens or first else range(begin, named[-1] + 1))
    return found


def _stretch(words: Sequence[Word], text: str, begin: int, cut: Split, lang: Language) -> range:
    """Up to what is said next; never into the other clause."""
    for index in range(begin, len(words)):
        between = text[words[index - 1].end : words[index].start] if index > begin else ""
        if words[index].key in _ENDS[lang] or index in cut.connector or set(between) & set(":;("):
            return range(begin, index)
    return range(begin, len(words))


def _listed(words: Sequence[Word], text: str, lang: Language, lexicon: Lexicon) -> set[int]:
    """ "Plasterers, dry liners and tilers of…": a sentence that begins with several trades names who comes."""
    found, begin, trades = set[int](), 0, 0
    for index in range(min(len(words), 12)):
        after = text[words[index].end : words[index + 1].start] if index + 1 < len(words) else "."
        joined = index + 1 < len(words) and words[index + 1].key in ("and", "et", "&")
        if index - begin > 2:
            break
        if set(after) & set(",.") or joined or (index + 1 < len(words) and words[index + 1].key in _ENDS_LIST):
            if not _could_be_person(words[index].key, lang, lexicon):
                break
            found.update(range(begin, index + 1))
            trades += 1
            begin = index + 2 if joined else index + 1
            if not joined and "," not in after:
                break
    return found if trades > 1 else set()


def _noun(words: Sequence[Word], stretch: range, lexicon: Lexicon) -> range:
    """The first noun of the stretch, with what qualifies it."""
    for index in stretch:
        if words[index].key in lexicon.stop and words[index].key not in ("et", "and"):
            return range(stretch.start, index)
    return stretch


def _labelled(words: Sequence[Word]) -> set[int]:
    """ "Supply chain professionals network": what stands before the noun is its label."""
    for index, word in enumerate(words[:NEAR]):
        if word.key in ("to", "so", "for", "on", "about", "of") or (index == 0 and word.key.endswith("ing")):
            return set()
        if index and word.key in _KINDS:
            return {n for n in range(index) if words[n].key not in ("a", "an", "the", "our", "my")}
    return set()
