"""Why a sentence is not precise enough: each rule has a code, a severity, and says what to do instead.

The score (specificity.py) decides whether a sentence passes; these say why. What is wrong whatever the score (no
sentence, two, a question, a placeholder) is an error by itself; the others are errors only in one that it refuses.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from communities.purpose.specificity import Reading
from communities.purpose.text import count, fold, sentences

ERROR, WARNING = "error", "warning"
FEW, MANY, MOST, LONG = 5, 32, 45, 300  # words (three last: to be advised, to be refused, characters)
CLOSE = 0.6  # of the words two purposes say together
_PLACEHOLDER = re.compile(
    r"\b(lorem|ipsum|x{3,}|tbd|tba|todo|a completer|a definir|to be (defined|completed))\b|^test( test)*$"
)
_EVERYTHING = re.compile(
    r"\b(tout sur|tous (les )?sujets|de tout|tout ce qui|sujets divers|everything|anything|all topics|various topics|"
    r"and more|and so on|etc)\b"
)
_MUST = re.compile(r"\b(doivent|doit|obligatoire|obligation|must|mandatory|compulsory|required to)\b")
_EMOJI = re.compile(r"[\U0001f000-\U0001faff☀-➿]")


@dataclass(frozen=True)
class Finding:
    code: str
    severity: str
    message: str


def findings(reading: Reading, *, name: str = "", others: Sequence[str] = ()) -> list[Finding]:
    """Errors first, who comes before what for; three at most."""
    text = reading.text
    if not text or not reading.words:
        return [Finding("P01", ERROR, _("Write one sentence: what is it about, and for what result?"))]
    found = [*_shape(reading), *_meaning(reading), *_manner(reading), *_company(reading, name, others)]
    if reading.score <= 0 and not any(finding.severity == ERROR for finding in found):
        found.append(_weakest(reading))
    return sorted(found, key=lambda finding: (finding.severity, finding.code != "P07"))[:3]


def _shape(reading: Reading) -> Iterator[Finding]:
    text, said = reading.text, count(reading.text)
    how_many = len(sentences(text))
    if how_many != 1:
        yield Finding(
            "P02", ERROR, _("One sentence only. Keep the one with the result; move the rest to the description.")
        )
    if said < FEW or (said < FEW + 2 and (reading.score <= 0 or not reading.split.outcome)):
        yield Finding("P03", ERROR, _("Too short to hold a subject and a result."))
    if said > MOST or len(text) > LONG:
        yield Finding("P04", ERROR, _("Too long: people must be able to repeat it from memory."))
    elif said > MANY:
        yield Finding("P04b", WARNING, _("Long: will people be able to repeat it from memory?"))
    if text.rstrip().endswith("?"):
        yield Finding("P12", ERROR, _("Answer the question instead of asking it."))
    if "[" in text:
        yield Finding("P14", ERROR, _("Write your own words where the brackets are."))
    elif _PLACEHOLDER.search(fold(text)):
        yield Finding("P14", ERROR, _("A placeholder: write the sentence itself."))


def _meaning(reading: Reading) -> Iterator[Finding]:
    severity = ERROR if reading.score <= 0 else WARNING
    in_object, in_outcome = residue(reading, reading.split.object), residue(reading, reading.split.outcome)
    if not reading.split.outcome:
        yield Finding("P05", severity, _("You say what it is about, not what for. Add “so that…”, then the result."))
    elif in_outcome == 0 or (in_outcome == 1 and in_object == 0):
        clause = part_of(reading, reading.split.outcome)
        if reading.score <= 0:
            yield Finding(
                "P06",
                ERROR,
                _("“%(clause)s” would fit any group. What will be better, and how will you see it?")
                % {"clause": clause},
            )
        elif in_outcome == 0:
            yield Finding("P06b", WARNING, _("“%(clause)s”: how will one see it?") % {"clause": clause})
    if in_object == 0 and (in_outcome < 2 or not reading.split.outcome):
        if reading.score <= 0:
            who = part_of_indexes(reading, sorted(reading.audience - set(reading.split.outcome)))
            message = (
                _("“%(who)s” says who comes, not what it is about.") % {"who": who}
                if who
                else _("The subject is missing: which cases, which objects of your work?")
            )
            yield Finding("P07", ERROR, message)
        elif reading.split.object:
            yield Finding("P07b", WARNING, _("The subject stands only in the result: say it first."))


def _manner(reading: Reading) -> Iterator[Finding]:
    text, folded = reading.text, fold(reading.text)
    severity = ERROR if reading.score <= 0 else WARNING
    loud = [word.text for n, word in enumerate(reading.words) if reading.stems[n] in reading.lexicon.buzz]
    if loud:
        yield Finding(
            "P08",
            severity if len(loud) > 1 else WARNING,
            _("“%(word)s” sounds good and says nothing. Replace it with a fact.") % {"word": loud[0]},
        )
    letters = [letter for letter in text if letter.isalpha()]
    if len(letters) >= 10 and sum(letter.isupper() for letter in letters) > len(letters) / 2:
        yield Finding("P09", ERROR, _("No need to shout: being precise is enough."))
    elif text.count("!") > 1 or _EMOJI.search(text):
        yield Finding("P09", WARNING, _("No need to shout: being precise is enough."))
    if text.count(",") > 3:
        yield Finding("P10", WARNING, _("Several purposes: maybe several communities."))
    tools = {reading.words[n].key for n in reading.split.outcome} & reading.lexicon.tool
    if tools and residue(reading, reading.split.outcome) < 2:
        yield Finding("P11", severity, _("Using the tool is not the goal. What will one do better thanks to it?"))
    if _EVERYTHING.search(folded):
        yield Finding("P13", severity, _("If it is about everything, nobody knows why to come."))
    if _MUST.search(folded):
        yield Finding("P19", WARNING, _("One invites, one does not oblige."))


def _company(reading: Reading, name: str, others: Sequence[str]) -> Iterator[Finding]:
    if name and fold(name).strip(" .") == fold(reading.text).strip(" ."):
        yield Finding("P17", ERROR, _("It repeats the name. Say what it is about, and for what result."))
    for other in others:
        if likeness(reading, other) >= CLOSE:
            yield Finding("P18", WARNING, _("Very close to “%(other)s”: join it, or merge?") % {"other": other})
            return


def likeness(reading: Reading, other: str) -> float:
    """Of the words either says, the share that both say (Jaccard), grammar aside."""
    second = Reading.of(other, reading.lang, reading.lexicon)
    one, two = ({r.stems[n] for n in r.content} for r in (reading, second))
    return len(one & two) / len(one | two) if one | two else 0.0


def _weakest(reading: Reading) -> Finding:
    """Refused by its score alone: the measure that weighed most, in words."""
    match reading.heaviest:
        case "object":
            return Finding(
                "P07", ERROR, _("No word here belongs to your work alone. Name the cases, the objects, the files.")
            )
        case "connector":
            return Finding("P05", ERROR, _("You say what it is about, not what for. Add “so that…”, then the result."))
        case "outcome":
            clause = part_of(reading, reading.split.outcome) or reading.text
            words = _("“%(clause)s” would fit any group. What will be better, and how will you see it?")
            return Finding("P06", ERROR, words % {"clause": clause})
        case "limits" | "hints" | "done":
            return Finding(
                "P06", ERROR, _("No result one could see: a number, a date, something that happens no more.")
            )
    vague = next((reading.words[n].text for n in sorted(reading.vague)), "")
    words = _("“%(word)s” and words like it would fit any group. Name what exists only in your work.")
    return Finding("P06", ERROR, words % {"word": vague})


def residue(reading: Reading, part: range) -> int:
    """How many words of a clause are left when grammar, audience and what fits any group are taken out."""
    return sum(reading.weights[n] > 0.25 for n in part)


def part_of(reading: Reading, part: range) -> str:
    return reading.text[reading.words[part.start].start : reading.words[part.stop - 1].end] if part else ""


def part_of_indexes(reading: Reading, indexes: Sequence[int]) -> str:
    """The first stretch of words that stand together, with what introduces it."""
    if not indexes:
        return ""
    start = end = indexes[0]
    for index in indexes[1:]:
        if index > end + 2:
            break
        end = index
    while start and (reading.words[start - 1].key in reading.lexicon.reserved | _INTRODUCES):
        start -= 1
    return reading.text[reading.words[start].start : reading.words[end].end]


_INTRODUCES = {"aux", "des", "les", "de", "pour", "a", "au", "for", "of", "to", "the", "our", "all", "tous", "toutes"}
