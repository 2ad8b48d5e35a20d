"""The roadmap in words: what is out of order first, the headline, what opens next, a lane for each stage."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from communities.decisions import Choice, choices
from communities.gates import Criterion, Who
from communities.models import Community
from communities.policies import CommunityPolicy
from pulse.board import Board, Card, board, day_count
from pulse.scatter import Chart, Point, narrow, wide

Stage = Community.Stage
HOSTED = (Stage.SEEDING, Stage.PILOT, Stage.OPEN, Stage.THRIVING, Stage.NEEDS_HELP)
SHOWN = 2  # criteria named on a card


@dataclass(frozen=True)
class Alert:
    card: Card
    words: str
    choices: Sequence[Choice]


@dataclass(frozen=True)
class Tile:
    """A card of a lane, in words."""

    card: Card
    url: str
    admin: str
    days: str
    gate: str  # "5 of 7"
    missing: list[str]
    override: str


@dataclass(frozen=True)
class Lane:
    title: str
    note: str
    tiles: list[Tile]


@dataclass(frozen=True)
class Roadmap:
    headline: str
    subline: str
    alerts: list[Alert]
    next: Tile | None
    next_words: str
    criteria: Sequence[Criterion]
    lanes: list[Lane]
    help: list[Tile]
    rows: list[Card]  # of the table under the chart
    wide: Chart | None
    narrow: Chart | None
    lesson: str
    archived: list[Community]
    secret: int

    @property
    def is_empty(self) -> bool:
        return not (self.alerts or self.help or self.archived or self.secret or any(lane.tiles for lane in self.lanes))


def roadmap(at: datetime | None = None) -> Roadmap:
    found = board(at or now())
    pilots = sorted(found.of(Stage.PILOT), key=_nearness)
    first = next((card for card in pilots if card.gate), None)
    rows = sorted(
        (card for card in found.cards if card.measures and card.measures.people.active.n),
        key=lambda card: (-_share(card), card.community.sort_key),
    )
    drawn = [card for card in rows if card.measures and card.measures.people.active.is_told]
    points = [_point(card) for card in drawn]
    return Roadmap(
        headline=_headline(found),
        subline=_subline(found),
        alerts=_alerts(found),
        next=_tile(first, found) if first else None,
        next_words=_next_words(found, first),
        criteria=first.gate.criteria if first and first.gate else (),
        lanes=[
            Lane(str(Stage(stage).label), note, [_tile(card, found) for card in found.of(stage)])
            for stage, note in _lanes()
        ],
        help=[_tile(card, found) for card in found.of(Stage.NEEDS_HELP)],
        rows=rows,
        wide=wide(points) if points else None,
        narrow=narrow(points) if points else None,
        lesson=_lesson(drawn),
        archived=found.archived,
        secret=found.secret,
    )


def _lanes() -> list[tuple[Stage, str]]:
    return [
        (Stage.DRAFT, _("Its sentence is being found")),
        (Stage.SEEDING, _("It fills before anybody is invited")),
        (Stage.PILOT, _("A few people try")),
        (Stage.OPEN, _("It welcomes, it answers")),
        (Stage.THRIVING, _("It holds without being pushed")),
    ]


def _headline(found: Board) -> str:
    """Communities that work and people who come back; never how many there are."""
    thriving = len(found.of(Stage.THRIVING))
    works = ngettext("%(n)s community that works", "%(n)s communities that work", thriving) % {"n": thriving}
    back = ngettext("%(n)s person came back this week", "%(n)s people came back this week", found.returned)
    return f"{works} · {back % {'n': found.returned}}"


def _subline(found: Board) -> str:
    pilots, opened = len(found.of(Stage.PILOT)), len(found.of(Stage.OPEN))
    helped, waiting = len(found.of(Stage.NEEDS_HELP)), len(found.of(Stage.IDEA, Stage.DRAFT, Stage.SEEDING))
    parts = [
        ngettext("%(n)s open", "%(n)s open", opened) % {"n": opened},
        ngettext("%(n)s pilot", "%(n)s pilots", pilots) % {"n": pilots},
        ngettext("%(n)s to help", "%(n)s to help", helped) % {"n": helped},
        ngettext("%(n)s in preparation", "%(n)s in preparation", waiting) % {"n": waiting},
    ]
    return " · ".join(parts)


def _alerts(found: Board) -> list[Alert]:
    """What somebody has to decide, the most urgent kind first."""
    alerts: list[Alert] = []
    for card in found.of(*HOSTED):
        if card.host is None:
            words = _("Nobody hosts it.")
            if card.asked:
                words = _("Nobody hosts it; %(name)s has been asked.") % {"name": card.asked.display_name}
            alerts.append(Alert(card, words, [Choice(_("Name a host"), _admin(card))]))
    for card in found.cards:
        alerts += [
            Alert(card, trouble.words, [Choice(_("See how it stands"), _page(card))])
            for trouble in card.troubles
            if trouble.code != "no_host" and card.community.stage != Stage.NEEDS_HELP
        ]
    for card in found.cards:
        may = CommunityPolicy(card.community, None, is_staff=True)
        alerts += [Alert(card, one.words, choices(one, may)) for one in card.dues if one.kind != "vacant"]
    for card in found.of(Stage.DRAFT, Stage.PILOT, Stage.OPEN):
        if card.gate and card.gate.is_open:
            words = _("Everything holds for its next step: %(stage)s.") % {"stage": Stage(card.gate.to).label}
            alerts.append(Alert(card, words, [Choice(_("See how it stands"), _page(card))]))
    for card in found.cards:
        if card.contest:
            words = _("Its sentence is held to be precise: “%(reason)s”") % {"reason": card.contest.reason}
            to = reverse("admin:communities_purposecontest_change", args=[card.contest.pk])
            alerts.append(Alert(card, words, [Choice(_("Decide"), to)]))
    for card in found.of(Stage.IDEA):
        alerts.append(Alert(card, _("An idea is waiting for an answer."), [Choice(_("Answer"), _page(card))]))
    return alerts


def _next_words(found: Board, first: Card | None) -> str:
    """One sentence: which community may start next, and when."""
    waiting = sorted((card for card in found.of(Stage.DRAFT) if card.gate), key=_nearness)
    launching = len(found.of(*Stage.launching()))
    if not waiting:
        if first is None:
            return _("Nothing is being prepared.")
        facts = {"name": first.community.name, "missing": _lacks(first)}
        if first.gate and first.gate.is_open:
            return _("%(name)s may open now.") % facts
        return _("Next to open: %(name)s (missing: %(missing)s).") % facts
    facts = {"name": waiting[0].community.name, "missing": _lacks(waiting[0])}
    if launching < found.rules.launches:
        if waiting[0].gate and waiting[0].gate.is_open:
            return _("Next possible start: %(name)s, now.") % facts
        return _("Next possible start: %(name)s, as soon as it is ready (missing: %(missing)s).") % facts
    if launching > found.rules.launches:  # one was let in above the rule: more than one has to open
        facts |= {"n": str(launching - found.rules.launches + 1), "all": str(launching)}
        return _("Next possible start: %(name)s, when %(n)s of the %(all)s being launched have opened.") % facts
    if launching > found.rules.launches:
        facts |= {"n": str(launching - found.rules.launches + 1), "all": str(launching)}
        return _("Next possible start: %(name)s, when %(n)s of the %(all)s being launched have opened.") % facts
    if first is None:
        return _("Next possible start: %(name)s, when one of those being seeded has opened.") % facts
    facts |= {"other": first.community.name, "missing": _lacks(first)}
    if first.gate and first.gate.is_open:
        return _("Next possible start: %(name)s, as soon as %(other)s opens: it may.") % facts
    return _("Next possible start: %(name)s, when %(other)s has passed its pilot (missing: %(missing)s).") % facts


def _lesson(drawn: Sequence[Card]) -> str:
    """Small and alive beats large and silent, where the figures show it."""
    if not drawn:
        return ""
    large = max(drawn, key=_counted)
    small = max((card for card in drawn if _counted(card) * 2 <= _counted(large)), key=_active, default=None)
    if small is None or _active(small) < _active(large):
        return ""
    return _("%(large)s: %(active)s active of %(members)s. %(small)s: %(lively)s active of %(few)s.") % {
        "large": large.community.name, "active": _active(large), "members": _counted(large),
        "small": small.community.name, "lively": _active(small), "few": _counted(small),
    }  # fmt: skip


def _tile(card: Card, found: Board) -> Tile:
    days, of = day_count(card, found)
    facts = {"n": days, "of": of}
    counted = _("day %(n)s of %(of)s") % facts if of else _("day %(n)s") % facts
    gate = card.gate
    return Tile(
        card=card,
        url=_page(card),
        admin=_admin(card),
        days=counted,
        gate=_("%(k)s of %(n)s") % {"k": gate.met_count, "n": len(gate.criteria)} if gate and gate.criteria else "",
        missing=[f"{one.label} ({_who(one.who)})" for one in gate.missing[:SHOWN]] if gate else [],
        override=_override(card),
    )


def _override(card: Card) -> str:
    if card.override is None:
        return ""
    who = card.override.by.display_name if card.override.by else _("an administrator")
    return _("Passed with something missing: “%(reason)s” (%(name)s)") % {"reason": card.override.reason, "name": who}


def _who(who: Who) -> str:
    return {
        Who.PROPOSER: pgettext("who acts", "who proposed it"),
        Who.ANIMATOR: pgettext("who acts", "host"),
        Who.ADMIN: pgettext("who acts", "administrators"),
        Who.MEMBERS: pgettext("who acts", "members"),
        Who.TIME: pgettext("who acts", "time"),
    }[who]


def _lacks(card: Card) -> str:
    missing = card.gate.missing if card.gate else []
    return ", ".join(one.label for one in missing[:3]) or _("nothing")


def _nearness(card: Card) -> tuple[int, datetime]:
    return (len(card.gate.missing) if card.gate else 99, card.entered)


def _counted(card: Card) -> int:
    return card.measures.people.active.n if card.measures else 0


def _active(card: Card) -> int:
    return card.measures.people.active.k if card.measures else 0


def _share(card: Card) -> float:
    return _active(card) / max(1, _counted(card))


def _point(card: Card) -> Point:
    return Point(card.community.name, card.community.hue, card.art, _counted(card), _active(card))


def _page(card: Card) -> str:
    """Where its gate is."""
    return reverse("communities:gate", args=[card.community.slug])


def _admin(card: Card) -> str:
    return reverse("admin:communities_community_change", args=[card.community.pk])
