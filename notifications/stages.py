"""Who is told of the steps of a community's life."""

from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import now

from accounts.models import Person, PersonQuerySet
from communities.events import ClosingAnnounced, ClosingWithdrawn, DecisionsDue, StageChanged
from communities.models import Community, Membership
from core.events import on
from notifications.actions import tell, untell
from notifications.models import Notification
from notifications.sentences import CLOSES

Kind = Notification.Kind


@on(ClosingAnnounced)
def tell_that_it_closes(fact: ClosingAnnounced) -> None:
    """All its members, at once; the day stands in `detail`."""
    closing = fact.closing
    detail, by, at = f"{CLOSES}{closing.closes_on:%Y-%m-%d}", closing.by_id, closing.announced_at or now()
    tell(_members(closing.community), Kind.MEMBERSHIP, about=closing.community, by=by, at=at, detail=detail)


@on(ClosingWithdrawn)
def tell_that_it_goes_on(fact: ClosingWithdrawn) -> None:
    closing = fact.closing
    by, at = closing.withdrawn_by_id, closing.withdrawn_at or now()
    tell(_members(closing.community), Kind.MEMBERSHIP, about=closing.community, by=by, at=at, detail="goes-on")


@on(StageChanged)
def tell_of_an_end(fact: StageChanged) -> None:
    """Those who were there; of the return too, in place of the end. Who reopens it is told of no end any more."""
    change = fact.change
    if change.reopens:
        if change.by:
            untell(change.by, Kind.MEMBERSHIP, change.community, detail="archived")
        people, by = _members(change.community), change.by_id
        tell(people, Kind.MEMBERSHIP, about=change.community, by=by, at=change.at, detail="reopened")
    elif change.stage == Community.Stage.ARCHIVED:
        people, by = _members(change.community), change.by_id
        tell(people, Kind.MEMBERSHIP, about=change.community, by=by, at=change.at, detail="archived")


def _members(community: Community) -> PersonQuerySet:
    members = Membership.objects.present().filter(community=community, person=OuterRef("pk"))
    return Person.objects.all().active().filter(Exists(members), is_bot=False)


@on(DecisionsDue)
def tell_of_a_decision(fact: DecisionsDue) -> None:
    tell(who_decides(fact.community), Kind.GATE, about=fact.community, by=None, at=now(), detail=fact.kind)


def who_decides(community: Community) -> PersonQuerySet:
    """Its hosts, who proposed it while it is prepared, and administrators where they may know of it."""
    hosts = Membership.objects.animating().filter(community=community, person=OuterRef("pk"))
    concerned = Q(Exists(hosts))
    if community.is_hidden:
        concerned |= Q(pk=community.created_by_id or 0)
    if not community.is_secret:
        concerned |= Q(is_staff=True)
    return Person.objects.all().active().filter(concerned, is_bot=False)
