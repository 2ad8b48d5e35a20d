"""What the roadmap is made of, loaded at once: a fixed number of statements for any number of communities.
Of secret communities it knows how many there are: their names are in the administration alone (D1)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Q

from accounts.models import Person
from communities.gates import Gate, gates_ahead
from communities.hosting import hostings
from communities.models import Community, PurposeContest, Rules, StageChange
from communities.progress import steps_of
from communities.tiles import Art, art
from communities.timeboxes import Due, due, staged
from core.overview import overview, read_for
from core.presence import Presence
from pulse.daily import kept_figures
from pulse.measures import Measures, frame_of
from pulse.troubles import WATCHED, Trouble, first_acceptances, troubles

Stage = Community.Stage
ARCHIVED = 30  # the latest ones


@dataclass(frozen=True)
class Card:
    """One community that administrators may know."""

    community: Community
    entered: datetime
    host: Person | None = None
    asked: Person | None = None  # to host it, no answer yet
    measures: Measures | None = None
    gate: Gate | None = None
    override: StageChange | None = None  # how it came into its stage, when something was missing
    troubles: Sequence[Trouble] = ()
    dues: Sequence[Due] = ()
    contest: PurposeContest | None = None

    @property
    def art(self) -> Art:
        return art(self.community.tile)

    @property
    def presence(self) -> Presence | None:
        if self.measures is None or not self.measures.people.active.n:
            return None
        return Presence(self.measures.people.active.n, self.measures.people.active.k)


@dataclass(frozen=True)
class Board:
    rules: Rules
    at: datetime
    cards: list[Card]
    returned: int
    archived: list[Community] = field(default_factory=list)
    secret: int = 0

    def of(self, *stages: str) -> list[Card]:
        return [card for card in self.cards if card.community.stage in stages]


def board(at: datetime) -> Board:
    """Figures are those kept of the last day; each part asks for the rest once."""
    with overview():
        return _board(at)


def _board(at: datetime) -> Board:
    rules = Rules.current()
    everything = list(staged(Community.objects.exclude(stage=Stage.ARCHIVED)).order_by("sort_key", "pk"))
    told = [community for community in everything if not community.is_secret]
    lively = [community for community in told if community.stage in WATCHED]
    frame = frame_of(lively, at=at)
    kept = kept_figures(frame)
    measures = read_for("measures", lively, lambda _missing: kept.measures)
    hosting = hostings(told)
    steps_of(told)
    first_acceptances(lively)
    found_gates = gates_ahead(told, rules=rules, at=at)
    found_troubles = troubles(lively, rules=rules, at=at, measures=measures)
    contests = {row.community_id: row for row in PurposeContest.objects.filter(community__in=told, decision="")}
    overrides = _overrides(told)
    dues: dict[int, list[Due]] = {}
    for one in due(at=at, rules=rules, among=told):
        dues.setdefault(one.community.pk, []).append(one)
    cards = []
    for community in told:
        pk, entered = community.pk, getattr(community, "entered_at", None) or community.created_at
        cards.append(
            Card(
                community,
                entered,
                hosting[pk].host,
                asked.person if (asked := hosting[pk].asked) else None,
                measures.get(pk),
                found_gates.get(pk),
                overrides.get(pk),
                found_troubles.get(pk, ()),
                dues.get(pk, ()),
                contests.get(pk),
            )
        )
    listed = ~Q(visibility=Community.Visibility.SECRET)
    archived = list(Community.objects.filter(listed, stage=Stage.ARCHIVED).order_by("sort_key")[:ARCHIVED])
    return Board(rules, at, cards, kept.returned, archived, len(everything) - len(told))


def _overrides(communities: Sequence[Community]) -> dict[int, StageChange]:
    """The step into the present stage, where it was made with something missing."""
    found, steps = {}, steps_of(communities)
    for community in communities:
        forced = next((change for change in steps.get(community.pk, ()) if change.missing), None)
        if forced is not None and forced.stage == community.stage:
            found[community.pk] = forced
    return found


def day_count(card: Card, board: Board) -> tuple[int, int | None]:
    """Which day of its stage it is, of how many."""
    limits = {
        Stage.DRAFT: board.rules.draft_days,
        Stage.SEEDING: board.rules.seeding_days,
        Stage.PILOT: board.rules.pilot_days,
    }
    days = (board.at - card.entered) // timedelta(days=1) + 1
    return days, limits.get(Stage(card.community.stage))
