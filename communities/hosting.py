"""Who hosts each community, who is asked to, what they have said yes to."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import Person
from communities.models import Community, Mandate, Membership
from core.overview import read_for

Stage = Community.Stage


@dataclass
class Hosting:
    """Of one community. `mandate` is what its present host accepted: who came by an import has none."""

    host: Person | None = None
    mandate: Mandate | None = None
    asked: Mandate | None = None
    declined: Mandate | None = None  # the latest answer, when it was no
    former: Mandate | None = None  # of the last host, once there is none: whom they named is asked first
    others: int = 0  # communities this host has besides
    launching: bool = False  # one of those is in seeding or pilot

    @property
    def hours(self) -> int:
        return self.mandate.hours if self.mandate else 0

    @property
    def weeks(self) -> int:
        return self.mandate.weeks if self.mandate else 0

    @property
    def substitute(self) -> Person | None:
        """Who answers when the host is away, as long as they can."""
        named = self.mandate.substitute if self.mandate else None
        return named if named and named.can_sign_in else None

    @property
    def offered(self) -> Person | None:
        """Without host: who was named substitute, or by who declined."""
        said = self.declined or self.former
        named = said.substitute if said else None
        return named if named and named.can_sign_in else None


def hostings(communities: Sequence[Community]) -> dict[int, Hosting]:
    """By primary key. Three queries."""
    return read_for("hostings", communities, _hostings)


def _hostings(communities: Sequence[Community]) -> dict[int, Hosting]:
    found = {community.pk: Hosting() for community in communities}
    present = Membership.objects.present().filter(role=Membership.Role.ANIMATOR)
    for row in present.filter(community__in=communities).select_related("person"):
        found[row.community_id].host = row.person
    rows = Mandate.objects.filter(community__in=communities).select_related("person", "substitute", "proposed_by")
    for mandate in rows.order_by("proposed_at", "pk"):
        _note(found[mandate.community_id], mandate)
    hosts = {hosting.host.pk for hosting in found.values() if hosting.host}
    stages: dict[int, dict[int, str]] = defaultdict(dict)
    theirs = present.filter(person__in=hosts).exclude(community__stage=Stage.ARCHIVED)
    for person, community, stage in theirs.values_list("person", "community", "community__stage"):
        stages[person][community] = stage
    for pk, hosting in found.items():
        if hosting.host:
            others = [stage for place, stage in stages[hosting.host.pk].items() if place != pk]
            hosting.others = len(others)
            hosting.launching = any(stage in Stage.launching() for stage in others)
    return found


def hosting_of(community: Community) -> Hosting:
    return hostings([community])[community.pk]


def _note(hosting: Hosting, mandate: Mandate) -> None:
    """The latest of each kind stays; whoever was asked last has the last word."""
    if mandate.answer == Mandate.Answer.ACCEPTED:
        if hosting.host and mandate.person_id == hosting.host.pk:
            hosting.mandate = mandate
        hosting.former, hosting.declined = (None if hosting.host else mandate), None
    elif mandate.answer == Mandate.Answer.DECLINED:
        hosting.declined = mandate
    elif mandate.withdrawn_at is None:
        hosting.asked, hosting.declined = mandate, None
