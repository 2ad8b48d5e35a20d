"""A way on, from the person's own words: what they said that is precise is kept, what is missing is asked for."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from communities.purpose.rules import part_of, residue
from communities.purpose.specificity import Reading


def suggestions(reading: Reading) -> tuple[str, ...]:
    """Two ways at most, in the language of the sentence, with [what to fill in] between brackets."""
    if not reading.words:
        return ()
    with override(reading.lang):
        said, meant = _subject(reading), _result(reading)
        if said and meant:
            return (f"{said} {_('so that')} {meant}",)
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
                _("A community about [which cases, which files] of %(people)s, so that [what will be seen, by when]")
                % {"people": who},
                _("Compare [what %(people)s do differently] so that [what happens no more]") % {"people": who},
            )
        return (_("Gather [which cases, which files, which questions] so that [what will be seen, by when]"),)


def _subject(reading: Reading) -> str:
    """Its first clause when it names something, without the words that fit any group around it."""
    telling = [n for n in reading.split.object if reading.weights[n] > 0]
    if not telling or residue(reading, reading.split.object) == 0:
        return ""
    return _sentence(part_of(reading, reading.split.object))


def _result(reading: Reading) -> str:
    if reading.split.outcome and residue(reading, reading.split.outcome) > 0:
        return part_of(reading, reading.split.outcome)
    return ""


def _people(reading: Reading) -> str:
    """Those it is meant for: "commerciaux", "quality engineers"."""
    named = [
        reading.words[n].text for n in sorted(reading.audience) if reading.words[n].key not in reading.lexicon.stop
    ]
    return " ".join(named[:3])


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
