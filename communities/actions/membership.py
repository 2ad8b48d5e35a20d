"""Coming, leaving, roles. `member_count` follows, with F()."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.actions._locks import locked
from communities.events import HostLeft, MemberJoined, MemberLeft, RoleChanged
from communities.models import Community, FormerRole, Membership
from communities.policies import CommunityPolicy, require_alive
from communities.size import require_room
from core.events import publish
from core.names import clean_line
from core.policies import Conflict, require

Role = Membership.Role


def add_member(community: Community, person: Person, role: Role = Role.MEMBER) -> Membership:
    """A stay begins; the caller has locked the community and asked the policy."""
    membership = Membership.objects.create(community=community, person=person, role=role)
    Community.objects.filter(pk=community.pk).update(member_count=F("member_count") + 1)
    publish(MemberJoined(membership))
    return membership


@transaction.atomic
def join_community(person: Person, community: Community) -> Membership:
    """Joining twice is joining once."""
    community = locked(community)
    require_alive(community)
    present = Membership.objects.present().filter(community=community, person=person).first()
    if present is not None:
        return present
    may = CommunityPolicy.of(person, community)
    if may.join_later() and not person.is_bot:
        raise Conflict(_("It is a pilot: its first members are invited. Tell its host what you would bring."))
    require(may.join() and not person.is_bot)
    require_room(community)
    return add_member(community, person)


@transaction.atomic
def leave_community(person: Person, community: Community, *, words: str = "") -> Membership:
    community = locked(community)
    require_alive(community)
    may = CommunityPolicy.of(person, community)
    require(may.is_member())
    if may.owns() and not clean_line(words):
        raise Conflict(_("You host this community: hand it over to another member first, or say why you stop."))
    membership = Membership.objects.present().get(community=community, person=person)
    return end_stay(membership, Membership.LeftReason.LEFT, words, by=person)


@transaction.atomic
def remove_member(actor: Person, membership: Membership, *, reason: str) -> Membership:
    """The animator takes out anybody but themself, a co-animator plain members; always with a reason (R-AZ-10)."""
    community = locked(membership.community)
    require_alive(community)
    membership = _present(membership)
    may = CommunityPolicy.of(actor, community)
    if may.owns() and membership.role == Role.ANIMATOR:
        raise Conflict(_("You host this community: hand it over to another member first, or say why you stop."))
    require(may.remove(membership.role))
    if not clean_line(reason):
        raise ValidationError({"reason": _("Say why: the person will read it.")})
    return end_stay(membership, Membership.LeftReason.REMOVED, reason, by=actor)


@transaction.atomic
def close_memberships(person: Person, *, by: Person) -> None:
    """Their account has ended: so do their stays, each by itself."""
    for membership in Membership.objects.present().filter(person=person).order_by("community_id"):
        locked(membership.community)
        end_stay(membership, Membership.LeftReason.ACCOUNT_CLOSED, "", by=by)


def end_stay(membership: Membership, reason: Membership.LeftReason, words: str, *, by: Person) -> Membership:
    """The caller has locked the community. When it was its host, nobody hosts it from now on: it says so."""
    membership.left_at, membership.left_reason = now(), reason
    membership.left_words = clean_line(words)[:500]
    membership.save(update_fields=["left_at", "left_reason", "left_words"])
    Community.objects.filter(pk=membership.community_id).update(member_count=F("member_count") - 1)
    publish(MemberLeft(membership, by=by))
    if membership.role == Role.ANIMATOR and membership.community.stage != Community.Stage.ARCHIVED:
        lose_host(membership, membership.left_words, by=by)
    return membership


def lose_host(membership: Membership, reason: str, *, by: Person) -> None:
    """Nobody hosts it from now on."""
    Community.objects.filter(pk=membership.community_id).update(vacant_since=now())
    publish(HostLeft(membership.community, membership.person, reason, by=by))


@transaction.atomic
def change_role(actor: Person, membership: Membership, role: str) -> Membership:
    """Member or co-animator; the animator's own role changes hands by a mandate (actions.mandates)."""
    community = locked(membership.community)
    require_alive(community)
    membership = _present(membership)
    require(CommunityPolicy.of(actor, community).change_roles())
    if role not in (Role.MEMBER, Role.COANIMATOR):
        raise ValidationError({"role": _("Choose one of the roles.")})
    if membership.role == Role.ANIMATOR:
        raise Conflict(_("A community has one host: hand it over to another member first."))
    return set_role(membership, Role(role), by=actor)


def _present(membership: Membership) -> Membership:
    fresh = Membership.objects.select_related("community", "person").get(pk=membership.pk)
    if fresh.left_at is not None:
        raise Conflict(_("This person has already left the community."))
    return fresh


def set_role(membership: Membership, role: Role, *, by: Person) -> Membership:
    """The one place where a role changes. What it was is kept: measures of the past ask who hosted then."""
    if membership.role != role:
        FormerRole.objects.create(membership=membership, role=membership.role)
        membership.role = role
        membership.save(update_fields=["role"])
        publish(RoleChanged(membership, by=by))
    return membership
