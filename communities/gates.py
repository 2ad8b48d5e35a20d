"""What has to hold before a community's next step, criterion by criterion, in words.

Rooms above add what they know (posts seeded, people who came back), for several communities at a time, in as many
queries as for one:

@criteria(Community.Stage.PILOT)
def seeded(communities: Sequence[Community], rules: Rules, at: datetime) -> dict[int, list[Criterion]]: ...
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.utils.timezone import now

from communities.models import Community, Rules

Stage = Community.Stage
WAVE = "wave"  # the next wave of invitations has a gate too

# The step that is prepared in each stage.
AHEAD: dict[str, str] = {
    Stage.IDEA: Stage.DRAFT,
    Stage.DRAFT: Stage.SEEDING,
    Stage.SEEDING: Stage.PILOT,
    Stage.PILOT: Stage.OPEN,
    Stage.OPEN: Stage.THRIVING,
    Stage.NEEDS_HELP: Stage.OPEN,
}


class Who(Enum):
    """Who can make a criterion hold."""

    PROPOSER = "proposer"
    ANIMATOR = "animator"
    ADMIN = "admin"
    MEMBERS = "members"
    TIME = "time"


@dataclass(frozen=True)
class Criterion:
    code: str
    label: str  # "Posts to read"
    met: bool | None  # None: cannot be measured yet, which does not pass either
    who: Who
    value: str = ""  # "4 of 6"
    missing: str = ""  # one sentence, when it is not met
    url: str = ""  # where it is done


@dataclass(frozen=True)
class Gate:
    community: Community
    to: str
    criteria: tuple[Criterion, ...]

    @property
    def is_open(self) -> bool:
        return all(criterion.met for criterion in self.criteria)

    @property
    def missing(self) -> list[Criterion]:
        return [criterion for criterion in self.criteria if not criterion.met]

    @property
    def met_count(self) -> int:
        return len(self.criteria) - len(self.missing)


type Asker = Callable[[Sequence[Community], Rules, datetime], dict[int, list[Criterion]]]

_askers: dict[str, list[Asker]] = defaultdict(list)


def criteria(to: str) -> Callable[[Asker], Asker]:
    """Decorate a function that answers, by primary key, the criteria of each community for the step `to`."""

    def register(asker: Asker) -> Asker:
        _askers[to].append(asker)
        return asker

    return register


def gates(
    communities: Sequence[Community], to: str, *, rules: Rules | None = None, at: datetime | None = None
) -> dict[int, Gate]:
    """The gate of each community for one step, by primary key; rooms from the lowest up."""
    rules, at = rules or Rules.current(), at or now()
    found: dict[int, list[Criterion]] = {community.pk: [] for community in communities}
    if communities:
        for asker in _askers[to]:
            for pk, answers in asker(communities, rules, at).items():
                found[pk] += answers
    return {community.pk: Gate(community, to, tuple(found[community.pk])) for community in communities}


def gates_ahead(communities: Sequence[Community], *, rules: Rules, at: datetime) -> dict[int, Gate]:
    """The gate of each for the step it prepares: those that prepare the same one are asked about together."""
    steps: dict[str, list[Community]] = defaultdict(list)
    for community in communities:
        if community.stage in AHEAD:
            steps[AHEAD[community.stage]].append(community)
    found: dict[int, Gate] = {}
    for to, those in steps.items():
        found |= gates(those, to, rules=rules, at=at)
    return found


def gate(community: Community, to: str, *, rules: Rules | None = None, at: datetime | None = None) -> Gate:
    return gates([community], to, rules=rules, at=at)[community.pk]
