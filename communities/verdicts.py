"""The verdict on a sentence, ready for a page: its words marked, what holds, why not, what to try instead."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import Person
from communities.near import Neighbour, near
from communities.purpose import LONGEST, Criterion, Finding, check


@dataclass(frozen=True)
class Piece:
    text: str
    kind: str = ""  # "bad", "object", "outcome"

    @property
    def label(self) -> str:
        return {"object": _("the subject"), "outcome": _("the result")}.get(self.kind, "")


@dataclass(frozen=True)
class Shown:
    """What communities/_verdict.html shows."""

    verdict: str
    title: str
    pieces: list[Piece]
    criteria: tuple[Criterion, ...]
    findings: tuple[Finding, ...]
    suggestions: tuple[str, ...]
    neighbours: list[Neighbour]
    text: str = ""

    @property
    def is_good(self) -> bool:
        return self.verdict != "block"


def shown(text: str, person: Person, *, name: str = "", besides: str = "") -> Shown | None:
    """None while there is nothing to judge. A text far too long is said to be, and not read."""
    text = " ".join(text.split()) if len(text) <= LONGEST * 2 else text[: LONGEST + 1]
    if not text:
        return None
    if len(text) > LONGEST:
        title = _("Too long: people must be able to repeat it from memory. %(n)d characters at most.") % {"n": LONGEST}
        return Shown("block", title, [], (), (), (), [])
    found = check(text, name=name, lang=None)
    good = found.verdict != "block"

    def as_written(said: str) -> str:
        return said.replace("'", "’") if "’" in text else said

    return Shown(
        found.verdict,
        _("People will see why to come") if good else _("Still too broad"),
        _pieces(as_written(found.text), [(mark.start, mark.end, mark.kind) for mark in found.marks]),
        found.criteria,
        found.other_findings,
        () if good else tuple(map(as_written, found.suggestions)),
        near(text, person, besides=besides),
        as_written(found.text),
    )


def _pieces(text: str, marks: list[tuple[int, int, str]]) -> list[Piece]:
    found, at = [], 0
    for start, end, kind in marks:
        if start > at:
            found.append(Piece(text[at:start]))
        found.append(Piece(text[start:end], kind))
        at = end
    return [*found, Piece(text[at:])] if at < len(text) else found
