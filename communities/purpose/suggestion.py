"""A way on, from the person's own words: what they said that is precise is kept, what is missing is asked for."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from communities.purpose.audience import is_person
from communities.purpose.lexicon import singular
from communities.purpose.rules import part_of, residue
from communities.purpose.specificity import Reading

BREATH = 14  # words of a subject that a suggestion repeats
_ANYBODY = {"people", "everyone", "colleagues", "colleague", "gens", "personnes", "collegues", "collegue"}
NAMED_AT_LEAST = 0.8  # what a clause must tell to be kept: one word of somebody's work
OPENING = 9  # words of one's own that a suggestion goes on from


def suggestions(reading: Reading) -> tuple[str, ...]:
    """Two ways at most, in the language of the sentence, with [what to fill in] between brackets. None while there are
    brackets to fill in: what they ask for comes first."""
    if not reading.words or "[" in reading.text:
        return ()
    with override(reading.lang):
        said, meant = _subject(reading), _result(reading)
        if said:
            return (
                _("%(subject)s so that [what happens less, or faster, by when]") % {"subject": said},
                _("%(subject)s to [the decision, the file or the date it prepares]") % {"subject": said},
            )
        who = _people(reading)
        if meant:
            return (
                _("Gather [which cases, which files, which questions] to %(result)s") % {"result": meant},
                _("Tell each other [the last case that went wrong] to %(result)s") % {"result": meant},
            )
        if who:
            return (
                _("[Which cases, which files] among %(people)s, so that [what will be seen, by when]")
                % {"people": who},
                _("Compare [what one does differently from the other] among %(people)s, so that [what happens no more]")
                % {"people": who},
            )
        theirs = _opening(reading)
        return (
            _("%(words)s [on which cases, which files], so that [what will be seen, by when]") % {"words": theirs},
            _("%(words)s [starting from which real case], so that [what happens no more]") % {"words": theirs},
        )


def _subject(reading: Reading) -> str:
    """Its first clause when it names something, and can be said again in one breath."""
    part = reading.split.object
    things = sum(reading.weights[n] for n in part if not reading.is_somebody(n))
    said = [n for n in part if n in reading.content]
    mostly_empty = 2 * sum(n in reading.empty for n in said) > len(said) + 1
    if len(part) > BREATH or residue(reading, part) == 0 or things < NAMED_AT_LEAST or mostly_empty:
        return ""
    return _sentence(part_of(reading, reading.split.object))


def _result(reading: Reading) -> str:
    """Its second clause when it says something; one that is a sentence by itself would not stand after "so that"."""
    part = reading.split.outcome
    if not part or part.start == 0 or reading.is_hollow or reading.is_mood:
        return ""
    return part_of(reading, part) if reading.told(part) >= NAMED_AT_LEAST else ""


def _people(reading: Reading) -> str:
    """Those it is meant for, as the sentence names them: "commerciaux", "managers de proximité"."""
    named = [n for n in sorted(reading.audience) if reading.words[n].key not in reading.lexicon.stop]
    first = next((n for n in named if _is_a_person(reading, n)), None)
    if first is None:
        return ""
    last = first
    for n in named:
        if last < n <= last + 2:
            last = n
    return reading.text[reading.words[first].start : reading.words[last].end]


def _is_a_person(reading: Reading, n: int) -> bool:
    key = reading.words[n].key
    if key in _ANYBODY or not key.endswith(("s", "x", "men")):  # several of them
        return False
    return is_person(key, reading.lang, reading.lexicon) or singular(key, reading.lang) in reading.lexicon.department


def _opening(reading: Reading) -> str:
    """The first words of the sentence, up to what for: its own, however vague."""
    stop = reading.split.connector.start if reading.split.connector else len(reading.words)
    stop = min(stop or len(reading.words), OPENING)
    while stop > 1 and reading.words[stop - 1].key in reading.lexicon.stop:
        stop -= 1
    said = part_of(reading, range(stop))
    head, _comma, _tail = said.rpartition(",")
    return _sentence((head if len(head.split()) > 3 else said).rstrip(" ,;:."))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
