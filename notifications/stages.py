"""Who is told of the steps of a community's life."""

from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import now

from accounts.models import Person, PersonQuerySet
from communities.events import DecisionsDue, StageChanged
from communities.models import Community, Membership
from core.events import on
from notifications.actions import tell
from notifications.models import Notification

Kind = Notification.Kind


@on(StageChanged)
def tell_of_an_end(fact: StageChanged) -> None:
    """Those who were there."""
    change = fact.change
    if change.stage == Community.Stage.ARCHIVED:
        members = Membership.objects.present().filter(community=change.community, person=OuterRef("pk"))
        people = Person.objects.all().active().filter(Exists(members), is_bot=False)
        tell(people, Kind.MEMBERSHIP, about=change.community, by=change.by_id, at=change.at, detail="archived")


@on(DecisionsDue)
def tell_of_a_decision(fact: DecisionsDue) -> None:
    tell(who_decides(fact.community), Kind.GATE, about=fact.community, by=None, at=now(), detail=fact.kind)


def who_decides(community: Community) -> PersonQuerySet:
    """Its hosts, and administrators where they may know of it."""
    hosts = Membership.objects.animating().filter(community=community, person=OuterRef("pk"))
    concerned = Q(Exists(hosts))
    if community.visibility != Community.Visibility.SECRET:
        concerned |= Q(is_staff=True)
    return Person.objects.all().active().filter(concerned, is_bot=False)
