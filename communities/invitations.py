"""An invitation as it stands: who may open it, and whether it still holds (R-IV-01..05)."""

import hashlib
import secrets
from datetime import timedelta
from enum import Enum

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.utils.timezone import now

from accounts.models import Person
from communities.models import Community, Invitation, Membership
from communities.models.invitations import CLOSED
from communities.policies import CommunityPolicy

DAYS = 7  # for which a letter holds; its reminder holds as long again
MINE = "mine-"  # how the address of an invitation begins for who is signed in, instead of its token


class Standing(Enum):
    OPEN = "open"
    MEMBER = "member"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    REVOKED = "revoked"
    EXPIRED = "expired"
    ARCHIVED = "archived"
    LAPSED = "lapsed"  # who sent it may no longer invite


def new_token() -> str:
    """256 bits."""
    return secrets.token_urlsafe(32)


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def found_by(key: str, person: Person | None) -> Invitation | None:
    """By the token of the letter or of its reminder, or by number for who is signed in. Two queries at most."""
    rows = Invitation.objects.select_related("community", "inviter", "answered_by")
    if not key.startswith(MINE):
        token = hashed(key)
        return rows.filter(token_hash=token).first() or rows.filter(reminder_hash=token).first()
    number = key.removeprefix(MINE)
    if person is None or not (number.isascii() and number.isdigit() and len(number) < 18):
        return None
    return rows.filter(pk=int(number)).first()


def waiting_for(person: Person) -> list[Invitation]:
    """What this person may still accept, the latest first. One query."""
    theirs = EmailAddress.objects.filter(user=person, verified=True).values(address=Lower("email"))
    rows = Invitation.objects.holding().filter(email__in=theirs)
    present = Membership.objects.present().filter(community=OuterRef("community"), person=person)
    return list(rows.exclude(Exists(present)).select_related("community", "inviter").order_by("-created_at", "-pk")[:5])


def is_for(invitation: Invitation, person: Person) -> bool:
    """Whether it was sent to an address this person has proved to be theirs."""
    return bool(EmailAddress.objects.filter(user=person, email__iexact=invitation.email, verified=True).exists())


def is_outlived(invitation: Invitation, key: str) -> bool:
    """Whether this is the token of the first letter, which keeps its seven days when a reminder gives more."""
    if key.startswith(MINE) or invitation.reminded_at is None or invitation.token_hash != hashed(key):
        return False
    return invitation.created_at + timedelta(days=DAYS) <= now()


def colleague_of(address: str) -> Person | None:
    """Who can sign in and has proved that this address is theirs."""
    found = EmailAddress.objects.filter(email__iexact=address, verified=True).values("user")
    return Person.objects.all().active().filter(pk__in=found, is_bot=False).first()


def is_shut_out(address: str) -> bool:
    """Suspended or gone: no letter, and the inviter learns nothing of it."""
    return Person.objects.all().filter(email__iexact=address).exclude(is_active=True, suspended_at=None).exists()


def known_there(community: Community, person: Person | None) -> list[Person]:
    """Some faces this person knows: of their department, or of a community they share. None to a visitor, and none of
    a place that keeps its members to itself."""
    if person is None or not community.is_open:
        return []
    inside = Membership.objects.present().filter(community=community).exclude(person=person)
    mine = Membership.objects.present().filter(person=person).exclude(community__stage__in=CLOSED)
    shared = Membership.objects.present().filter(community__in=mine.values("community"), person=OuterRef("person"))
    near = Q(Exists(shared))
    if person.department:
        near |= Q(person__department=person.department)
    rows = inside.filter(near, person__is_active=True, person__is_bot=False).select_related("person")
    return [row.person for row in rows.order_by("-joined_at")[:3]]


def standing(invitation: Invitation, person: Person | None = None) -> Standing:
    """Whether it can still be accepted, and if not, why. Two queries at most."""
    if person is not None and _belongs(invitation, person):
        return Standing.MEMBER
    if invitation.community.is_archived:
        return Standing.ARCHIVED
    if invitation.answer:
        return Standing.ACCEPTED if invitation.answer == Invitation.Answer.ACCEPTED else Standing.DECLINED
    if invitation.revoked_at is not None:
        return Standing.REVOKED
    if invitation.expires_at <= now():
        return Standing.EXPIRED
    return Standing.OPEN if may_still_invite(invitation) else Standing.LAPSED


def who_invites(invitation: Invitation) -> Person | None:
    """Who can send another: who sent it, while they host; else who hosts now. One query."""
    return host_now(invitation.community_id, before=invitation.inviter_id)


def host_now(community: int, *, before: int | None = None) -> Person | None:
    """Who answers for it: `before` others this one if they host, then the animator, then who hosts with them."""
    hosts = Membership.objects.animating().filter(community=community).select_related("person")
    ranked = sorted(hosts, key=lambda host: (host.person_id != before, host.role != Membership.Role.ANIMATOR, host.pk))
    return next((host.person for host in ranked if host.person.can_sign_in), None)


def may_still_invite(invitation: Invitation) -> bool:
    """Re-checked when it is read and accepted: the inviter's right may have gone meanwhile."""
    inviter = invitation.inviter
    if not inviter.can_sign_in:
        return False
    return CommunityPolicy.of(inviter, invitation.community).invite()


def _belongs(invitation: Invitation, person: Person) -> bool:
    return Membership.objects.present().filter(community=invitation.community_id, person=person).exists()
