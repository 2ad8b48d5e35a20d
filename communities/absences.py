"""Which hosts are away, or soon will be, and who answers meanwhile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject
from django.utils.timezone import now

from accounts.models import Person
from communities.days import today_in
from communities.hosting import Hosting
from communities.models import Absence, Community, Membership


@dataclass(frozen=True)
class Away:
    """Today, as its pages say it."""

    until: date
    name: str = ""  # who answers, "" for nobody
    handle: str = ""


def absences(communities: Sequence[Community], at: datetime | None = None) -> dict[int, Absence]:
    """Of present hosts, begun or to come, by community. One query."""
    at = at or now()
    rows = Absence.objects.of_hosts().with_answers().filter(community__in=communities)
    by_pk = {community.pk: community for community in communities}
    return {
        row.community_id: row
        for row in rows.select_related("stand_in")
        if row.ends_on >= today_in(by_pk[row.community_id], at)
    }


def of_the_row() -> Subquery:
    """The absence of a membership's person, to annotate: `away_of` reads it."""
    theirs = Absence.objects.with_answers().filter(community=OuterRef("community"), person=OuterRef("person"))
    told = JSONObject(
        starts="starts_on", ends="ends_on", name="stand_in__display_name", handle="stand_in__handle", answers="answers"
    )
    return Subquery(theirs.values(told=told)[:1])


def away_of(community: Community, told: Mapping[str, Any] | None) -> Away | None:
    if not told:
        return None
    until = date.fromisoformat(told["ends"])
    if not date.fromisoformat(told["starts"]) <= today_in(community) <= until:
        return None
    return Away(until, told["name"], told["handle"]) if told["answers"] else Away(until)


def who_may_stand_in(community: Community, hosting: Hosting) -> list[Person]:
    """Its co-hosts and the substitute, as far as they can sign in. One query."""
    stays = Membership.objects.present().filter(community=community, role=Membership.Role.COANIMATOR)
    found = [stay.person for stay in stays.select_related("person").order_by("joined_at")]
    if hosting.substitute and hosting.substitute not in found:
        found.append(hosting.substitute)
    return [person for person in found if person.can_sign_in and person != hosting.host]
