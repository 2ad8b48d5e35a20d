"""An invitation as it stands: who may open it, and whether it still holds (R-IV-01..05)."""

import hashlib
import secrets
from enum import Enum

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower
from django.utils.timezone import now

from accounts.models import Person
from communities.models import Community, Invitation, Membership
from communities.policies import CommunityPolicy

CLOSED = [*Community.Stage.hidden(), Community.Stage.ARCHIVED]  # stages in which nobody comes in
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
    """By the token of the letter, or by number for who is signed in. One query."""
    rows = Invitation.objects.select_related("community", "inviter", "answered_by")
    if not key.startswith(MINE):
        return rows.filter(token_hash=hashed(key)).first()
    number = key.removeprefix(MINE)
    if person is None or not (number.isascii() and number.isdigit() and len(number) < 18):
        return None
    return rows.filter(pk=int(number)).first()


def waiting_for(person: Person) -> list[Invitation]:
    """What this person may still accept, the latest first. One query."""
    theirs = EmailAddress.objects.filter(user=person, verified=True).values(address=Lower("email"))
    rows = Invitation.objects.pending().filter(email__in=theirs).exclude(community__stage__in=CLOSED)
    present = Membership.objects.present().filter(community=OuterRef("community"), person=person)
    return list(rows.exclude(Exists(present)).select_related("community", "inviter").order_by("-created_at", "-pk")[:5])


def is_for(invitation: Invitation, person: Person) -> bool:
    """Whether it was sent to an address this person has proved to be theirs."""
    return bool(EmailAddress.objects.filter(user=person, email__iexact=invitation.email, verified=True).exists())


def standing(invitation: Invitation, person: Person | None = None) -> Standing:
    """Whether it can still be accepted, and if not, why. Two queries at most."""
    if person is not None and _belongs(invitation, person):
        return Standing.MEMBER
    if invitation.answer:
        return Standing.ACCEPTED if invitation.answer == Invitation.Answer.ACCEPTED else Standing.DECLINED
    if invitation.revoked_at is not None:
        return Standing.REVOKED
    if invitation.expires_at <= now():
        return Standing.EXPIRED
    if invitation.community.is_archived:
        return Standing.ARCHIVED
    return Standing.OPEN if may_still_invite(invitation) else Standing.LAPSED


def may_still_invite(invitation: Invitation) -> bool:
    """Re-checked when it is read and accepted: the inviter's right may have gone meanwhile."""
    inviter = invitation.inviter
    if not inviter.is_active or inviter.is_suspended:
        return False
    return CommunityPolicy.of(inviter, invitation.community).invite()


def _belongs(invitation: Invitation, person: Person) -> bool:
    return Membership.objects.present().filter(community=invitation.community_id, person=person).exists()
