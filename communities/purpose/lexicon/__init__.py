"""What the check knows of two languages: words that would fit any group, people, places, connectors.

Nothing here is fitted: the lists are what writing guides advise against, and grammar. Words are compared by stem, so
one form of each is enough."""

from dataclasses import dataclass, fields
from functools import cache
from importlib import import_module
from pathlib import Path

from communities.purpose.text import Language, fold


def stem(key: str, lang: Language) -> str:
    """Crude on purpose: only compared with stems made the same way. `key` is folded."""
    return _french(key) if lang == "fr" else _english(key)


def _french(key: str) -> str:
    if len(key) > 4 and key.endswith("aux"):
        return key[:-3] + "al"
    if len(key) > 3 and key[-1] in "sx" and not key.endswith("ss"):
        key = key[:-1]
    for ending in (
        "issant",
        "issent",
        "eront",
        "erait",
        "ant",
        "ons",
        "ent",
        "era",
        "ee",
        "er",
        "ez",
        "ir",
        "re",
        "it",
        "e",
        "i",
    ):
        if key.endswith(ending) and len(key) - len(ending) >= 3 and not (ending == "ent" and key.endswith("ment")):
            return key[: -len(ending)]
    return key


def _english(key: str) -> str:
    if key.endswith("ings"):
        return key[:-1]
    if len(key) > 4 and key.endswith("ies"):
        return key[:-3] + "i"
    if len(key) > 3 and key.endswith("s") and not key.endswith(("ss", "us", "is")):
        key = key[:-1]
    for ending in ("ing", "ed"):
        if key.endswith(ending) and len(key) - len(ending) >= 3:
            key = key[: -len(ending)]
            if key[-1] == key[-2] and key[-1] not in "ls":
                key = key[:-1]
            break
    if len(key) > 3 and key.endswith("e"):
        key = key[:-1]
    return key[:-1] + "i" if len(key) > 2 and key.endswith("y") else key


@dataclass(frozen=True)
class Lexicon:
    stop: frozenset[str]  # grammar: says nothing by itself
    light: frozenset[str]  # verbs that go with anything
    generic: frozenset[str]  # nouns and adjectives that would fit any group
    buzz: frozenset[str]  # sounds good, says nothing
    insiders: frozenset[str]  # colleagues in general
    outsiders: frozenset[str]  # those one works for
    people: frozenset[str]  # trades
    place: frozenset[str]  # what a community is called
    department: frozenset[str]
    result: frozenset[str]  # verbs whose effect one can see
    checkable: frozenset[str]  # limits, negations, frequencies: how one would see it
    limit: frozenset[str]  # those of them that say when or how much
    dates: frozenset[str]
    numbers: frozenset[str]
    tool: frozenset[str]  # the network itself
    reserved: frozenset[str]  # "open to…": who may come follows
    things: frozenset[str]  # what looks vague by its stem and is not
    concrete: frozenset[str]  # things one can point at: frequent, and yet of somebody's work
    acts: frozenset[str]  # verbs of a trade: one sees whether it was done
    hollow: frozenset[str]  # values, relations, pictures, talk of management
    hollow_stems: frozenset[str]
    mood: frozenset[str]  # how people feel, how much they use the network
    phrases: dict[str, tuple[tuple[str, ...], ...]]  # several words that say nothing together, by the first

    def is_vague(self, key: str, lang: Language) -> bool:
        """Would fit any group. English nouns are compared by their singular: "care" is vague, "cars" are not."""
        if (single := singular(key, lang)) in self.concrete:
            return False
        stemmed = stem(key, lang)
        if stemmed in self.acts | self.result:
            return stemmed in self.light or self.is_generic(key, lang)
        if single in self.hollow:
            return True
        return (
            (len(key) > 4 and stemmed in self.hollow_stems)
            or stemmed in self.light
            or stemmed in self.buzz
            or self.is_generic(key, lang)
        )

    def is_generic(self, key: str, lang: Language) -> bool:
        return (singular(key, lang) if lang == "en" else stem(key, lang)) in self.generic


# Compared letter by letter, or by their singular; the others by stem.
_AS_THEY_ARE = {"stop", "checkable", "limit", "dates", "numbers", "reserved", "things"}
_NOUNS = {"insiders", "outsiders", "people", "place", "department", "tool"}


def _compared(word: str, kind: str, lang: Language) -> str:
    if kind in _AS_THEY_ARE:
        return word
    return singular(word, lang) if kind in _NOUNS or (kind == "generic" and lang == "en") else stem(word, lang)


def singular(key: str, lang: Language) -> str:
    if lang == "fr" and len(key) > 4 and key.endswith("aux"):
        return key[:-3] + "al"
    if lang == "en" and len(key) > 5 and key.endswith("ies"):
        return key[:-3] + "y"
    return key[:-1] if len(key) > 3 and key[-1] in "sx" and not key.endswith(("ss", "us")) else key


@cache
def lexicon(lang: Language) -> Lexicon:
    lists = import_module(f"communities.purpose.lexicon.{lang}")
    concrete, acts, hollow, mood = (_file(lang, name).split() for name in ("concrete", "acts", "hollow", "mood"))
    kinds = {
        "concrete": frozenset(singular(word, lang) for word in concrete),
        "acts": frozenset(stem(word, lang) for word in acts),
        "hollow": frozenset(singular(word, lang) for word in hollow),
        "mood": frozenset(mood),
        "hollow_stems": frozenset(stem(word, lang) for word in hollow),
    }
    for kind in fields(Lexicon):
        if kind.name == "phrases" or kind.name in kinds:
            continue
        listed = fold(getattr(lists, kind.name.upper())).split()
        kinds[kind.name] = frozenset(_compared(word, kind.name, lang) for word in listed)
    phrases: dict[str, tuple[tuple[str, ...], ...]] = {}
    for line in _file(lang, "phrases").splitlines():
        if phrase := tuple(singular(word, lang) for word in line.split()):
            phrases[phrase[0]] = (*phrases.get(phrase[0], ()), phrase)
    return Lexicon(phrases=phrases, **kinds)


_WORDS = Path(__file__).parent / "words"


def _file(lang: Language, name: str) -> str:
    """A list of words/, without its comments."""
    lines = (_WORDS / f"{lang}-{name}.txt").read_text(encoding="utf-8").splitlines()
    return fold("\n".join(line for line in lines if not line.startswith("#")))
