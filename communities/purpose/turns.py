"""Where a sentence without "so that" still turns to its result: a second clause with a verb of somebody's work.

"Guards note which exits get wedged open **and have them shut**", "Comparer nos devis **et ne plus payer la vis le
triple**", "…by Saturday noon **and the rounds get moved**". What a verb is, its neighbours tell: no list of phrases."""

import re
from collections.abc import Sequence

from communities.purpose.connectors import french, key
from communities.purpose.lexicon import Lexicon, stem
from communities.purpose.text import Language, Word

# After a noun one does not read these: what stands before is a verb.
AFTER_VERB = {
    "fr": frozenset(
        "le la les l un une nos notre ce cet cette ces chaque aucun aucune ses son sa leur leurs quel quelle quels "
        "quelles".split()
    ),
    "en": frozenset("the a an our their it them its his her this these those each every what which".split()),
}
_AND = {"fr": ("et", "puis"), "en": ("and", "then")}
# What may stand between "and" and its verb.
_SKIPPED = {
    "fr": frozenset(
        "ne n pas plus mieux moins jamais rien en y le la l les lui leur se s on nous ils elles il elle tout enfin "
        "vite aussi faire fait font laisser".split()
    ),
    "en": frozenset("we they it not never to then only also actually".split()),
}
_HAPPENS = {
    "fr": frozenset("ne n".split()),
    "en": frozenset("get gets no nobody nothing never doesn don will".split()),
}
_BREAKS = re.compile(r"[,;:]| - ")
# Verbs that say little, and yet may tell what is done with what was talked about.
_PLAIN = {
    "fr": frozenset("gard avo mett donn ten prend trouv obten savo connait depos pos demand propos".split()),
    "en": frozenset("get keep hav has put find tak giv know ask claim".split()),
}
_ARTICLES = frozenset("le la les l".split())
_RELATIVES = ("who", "that", "which", "qui")
_FUTURE = ("eront", "iront", "dront", "tront")
# Verbs that go on to a result, vague as they are by themselves.
_PURSUES = frozenset("remont comprend appren arriv parven retrouv repar chang adapt ajust".split())
_TALK = frozenset("shar exchang discus talk cover swap partag echang discut parl abord evoqu".split())
_SINGLE = frozenset("a an each every one someone somebody everyone everybody".split())
_CLITICS = frozenset("y se s lui".split())
_CAUSES = ("have", "get", "getting", "having")
_CONSEQUENCE = frozenset(
    "making leaving freeing giving letting keeping saving laissant rendant evitant liberant".split()
)
_LIMITS = {
    "fr": frozenset("avant sans sous jusqu".split()),
    "en": frozenset("before within until without under by".split()),
}
SHORTEST = 2  # words before and after a turn


def turn(words: Sequence[Word], text: str, lang: Language, lexicon: Lexicon) -> int:
    """The index of the first word of the second clause; zero if there is none."""
    for index in range(SHORTEST, len(words) - SHORTEST + 1):
        between = break_before(words, index, text)
        joined = words[index].key in _AND[lang]
        if (between or joined) and _tells(words, index + joined, text, between, lang, lexicon):
            return index + joined
        if not between and _makes(words, index, lang, lexicon):
            return index
    return _limited(words, lang, lexicon) or _last_part(words, text, lang, lexicon)


def _last_part(words: Sequence[Word], text: str, lang: Language, lexicon: Lexicon) -> int:
    """ "…, an adult stands there the next day": what stands last and says when, or how much."""
    for index in range(len(words) - SHORTEST, SHORTEST, -1):
        if break_before(words, index, text):
            joined = (word for word in words[index:] if text[word.end : word.end + 1] != "-")
            said = [word for word in joined if not lexicon.is_vague(word.key, lang)]
            dated = any(word.key in lexicon.limit | lexicon.dates or word.is_number for word in said)
            return index if dated and any(word.key not in lexicon.stop for word in said) else 0
    return 0


def _limited(words: Sequence[Word], lang: Language, lexicon: Lexicon) -> int:
    """ "Working out how to **fill cancelled slots within the hour**": an act, and its limit."""
    for index in range(SHORTEST, len(words) - SHORTEST):
        verb = french.is_infinitive(words[index].key) if lang == "fr" else key(words, index - 1) == "to"
        if verb and _is_act(words[index], lang, lexicon):
            return index if any(word.key in _LIMITS[lang] for word in words[index + 2 :]) else 0
    return 0


def _tells(words: Sequence[Word], begin: int, text: str, between: str, lang: Language, lexicon: Lexicon) -> bool:
    """Whether the clause that begins here does something."""
    at = begin
    while key(words, at) in _SKIPPED[lang]:
        at += 1
    if at >= len(words) - 1:
        return at == len(words) - 1 and lang == "fr" and at > begin and french.is_infinitive(words[at].key)
    head = words[at]
    if between == "," and key(words, at + 1) in ("and", "or", "et", "ou"):
        return False  # a list
    if between == "," and _follows(words, at, text, lang, lexicon):
        return True
    if lang == "en" and head.key in _CAUSES and key(words, at + 1) in ("it", "them", "the", "those", "that"):
        return True
    if stem(head.key, lang) in _PLAIN[lang] and not (lang == "en" and key(words, at + 1) in ("to", "together", "up")):
        return True
    if lexicon.is_vague(head.key, lang):
        return lang == "fr" and not between and french.is_infinitive(head.key) and stem(head.key, lang) in _PURSUES
    if at > begin and words[at - 1].key in _ARTICLES and not french.is_infinitive(head.key):
        return _does(words, begin, between, text, lang, lexicon)
    if lang == "fr" and french.is_infinitive(head.key):
        return True
    listed = lang == "en" and head.key.endswith("ing") and (between == "," or not words[0].key.endswith("ing"))
    if lang == "en" and not between and head.key.endswith("ing") and words[0].key.endswith("ing"):
        return True
    if _is_act(head, lang, lexicon) and not listed and _stands_as_verb(words, at, between, at > begin, lang):
        return True
    return _does(words, begin, between, text, lang, lexicon)


def _does(words: Sequence[Word], begin: int, between: str, text: str, lang: Language, lexicon: Lexicon) -> bool:
    near = range(begin, min(begin + 7, len(words) - 1))
    single = key(words, begin) in _SINGLE or (key(words, begin) == "the" and key(words, begin + 1) == "next")
    if single and any(_third_person(words[n].key) for n in near[1:5]):
        return True
    return any(is_verb(words, n, text, lang, lexicon, any_verb=between in (";", ":")) for n in near)


def _third_person(word: str) -> bool:
    """ "An adult stands", "someone checks": after one, what ends in s is no noun."""
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))


def _follows(words: Sequence[Word], index: int, text: str, lang: Language, lexicon: Lexicon) -> bool:
    """ "…, making room for novels", "…, libérant un lit": what comes of it. In a list, another comma would follow."""
    here, after = words[index].key, key(words, index + 1)
    if not here.endswith("ing" if lang == "en" else "ant") or len(here) < 6 or after in ("and", "or", "et", "ou"):
        return False
    if break_before(words, index + 1, text):
        return False
    return here in _CONSEQUENCE or (not lexicon.is_vague(here, lang) and after in lexicon.stop)


def break_before(words: Sequence[Word], index: int, text: str) -> str:
    found = _BREAKS.search(text[words[index - 1].end : words[index].start])
    return found.group().strip() if found else ""


def _stands_as_verb(words: Sequence[Word], index: int, between: str, has_subject: bool, lang: Language) -> bool:
    """ "…and **order** together", "…, **checks** the frame"; not "…, **stained** glass", "…, **filling** lines"."""
    if has_subject:
        return True
    if lang == "en" and words[index].key.endswith("ed"):
        return False
    return not between or (between == "," and key(words, index + 1) in AFTER_VERB[lang])


def _is_act(word: Word, lang: Language, lexicon: Lexicon) -> bool:
    return stem(word.key, lang) in lexicon.acts | lexicon.result


def is_verb(
    words: Sequence[Word], index: int, text: str, lang: Language, lexicon: Lexicon, *, any_verb: bool = False
) -> bool:
    """A word that says something, followed by what only follows verbs."""
    here, after = words[index].key, key(words, index + 1)
    if here in _HAPPENS[lang]:
        return bool(after)
    if lang == "fr" and here in _CLITICS:
        return after not in lexicon.stop and not after.endswith("ant") and not french.is_infinitive(after)
    empty = stem(here, lang) in _TALK if any_verb else lexicon.is_vague(here, lang)
    if here in lexicon.stop or empty or words[index].is_number or words[index].is_name:
        return False
    if key(words, index - 1) in _RELATIVES and stem(here, lang) not in lexicon.result | lexicon.acts:
        return False  # "tilers who fancy a chat"
    if lang == "fr" and here.endswith(_FUTURE):
        return True
    return after in AFTER_VERB[lang] and not break_before(words, index + 1, text)


def _makes(words: Sequence[Word], index: int, lang: Language, lexicon: Lexicon) -> bool:
    """ "…évitent au suivant de perdre trois mois": a result told by the main verb."""
    word, after = words[index], key(words, index + 1)
    if stem(word.key, lang) not in lexicon.result:
        return False
    if lang == "fr":
        told = word.key.endswith("ent") or key(words, index - 1) in ("qui", "ont", "a")
        return told and after in AFTER_VERB["fr"] | {"au", "aux", "de", "d"}
    told = word.key.endswith("s") or key(words, index - 1) in ("that", "which")
    return told and after in AFTER_VERB["en"]
