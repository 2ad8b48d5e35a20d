"""Inviting somebody to one community, in words meant for them; their answer."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts.lifecycle import open_account
from accounts.models import Person
from communities.actions._locks import locked
from communities.actions.membership import add_member
from communities.events import InvitationAnswered, PersonInvited
from communities.invitations import Standing, hashed, is_for, new_token, standing
from communities.letters import send_invitation
from communities.models import Community, Invitation, Membership
from communities.policies import CommunityPolicy, require_alive
from core.events import publish
from core.names import clean_line
from core.policies import Conflict, TooMany, require

DAYS = 7
PER_HOUR = 20
WHY_YOU = 20  # characters, at least: an invitation is personal or is not sent


@transaction.atomic
def invite_person(
    actor: Person,
    community: Community,
    *,
    email: str,
    why_you: str,
    expected: str,
    gain: str,
    first_step: str = "",
) -> tuple[Invitation, str]:
    """To an address, or to a colleague by @handle. Answers the invitation and its token, which is kept nowhere."""
    community = locked(community)
    require_alive(community)
    require(CommunityPolicy.of(actor, community).invite())
    _take_quota(actor)
    address, named = _recipient(email)
    words = _words(why_you=why_you, expected=expected, gain=gain, first_step=first_step)
    colleague = named or _colleague(address)
    if colleague and Membership.objects.present().filter(community=community, person=colleague).exists():
        raise ValidationError({"email": _("This person belongs to the community already.")})
    waiting = Invitation.objects.unanswered().filter(community=community, email=address)
    if waiting.pending().exists():
        raise ValidationError({"email": _("This person has an invitation that waits for an answer.")})
    waiting.update(revoked_at=now())  # expired: the new one takes its place
    token = new_token()
    invitation = Invitation.objects.create(
        community=community,
        email=address,
        person=named,
        inviter=actor,
        token_hash=hashed(token),
        expires_at=now() + timedelta(days=DAYS),
        **words,
    )
    if not _is_shut_out(address):
        send_invitation(invitation, token, colleague)
    publish(PersonInvited(invitation, colleague))
    return invitation, token


@transaction.atomic
def accept_invitation(person: Person, invitation: Invitation) -> Membership:
    """Only the person it was sent to, only once: a second click finds the membership of the first."""
    invitation = _fresh(invitation)
    require(is_for(invitation, person))
    now_stands = standing(invitation, person)
    if now_stands == Standing.MEMBER:
        membership = Membership.objects.present().get(community=invitation.community, person=person)
        if invitation.answer or invitation.revoked_at:
            return membership
    elif now_stands == Standing.OPEN:
        membership = add_member(invitation.community, person)
    else:
        raise Conflict(_("This invitation can no longer be accepted."))
    _answer(invitation, Invitation.Answer.ACCEPTED, person)
    return membership


@transaction.atomic
def accept_as_newcomer(invitation: Invitation, *, display_name: str, password: str, language: str) -> Person:
    """Who has no account yet gets one: the letter has proved that the address is theirs."""
    invitation = _fresh(invitation)
    if standing(invitation) != Standing.OPEN:
        raise Conflict(_("This invitation can no longer be accepted."))
    person = open_account(
        email=invitation.email, display_name=display_name, password=password, verified=True, language=language
    )
    add_member(invitation.community, person)
    _answer(invitation, Invitation.Answer.ACCEPTED, person)
    return person


@transaction.atomic
def decline_invitation(
    invitation: Invitation, *, person: Person | None = None, reason: str = "", words: str = ""
) -> Invitation:
    """Without account too, without consequence. The reason is for the inviter alone."""
    invitation = _fresh(invitation)
    if person is not None:
        require(is_for(invitation, person))
    if standing(invitation) != Standing.OPEN:
        raise Conflict(_("This invitation has been answered or withdrawn already."))
    invitation.answer_reason = reason if reason in Invitation.DeclineReason.values else ""
    invitation.answer_words = clean_line(words)[:300]
    _answer(invitation, Invitation.Answer.DECLINED, person)
    return invitation


@transaction.atomic
def revoke_invitation(actor: Person, invitation: Invitation) -> Invitation:
    invitation = _fresh(invitation)
    require_alive(invitation.community)
    require(CommunityPolicy.of(actor, invitation.community).invite())
    if invitation.answer:
        raise Conflict(_("This invitation has been answered already."))
    if invitation.revoked_at is None:
        invitation.revoked_at = now()
        invitation.save(update_fields=["revoked_at"])
    return invitation


def _fresh(invitation: Invitation) -> Invitation:
    """The community first, then the invitation: everywhere in this order, so that nobody waits in a circle."""
    community = locked(invitation.community)
    fresh = Invitation.objects.select_for_update(of=["self"]).select_related("inviter").get(pk=invitation.pk)
    fresh.community = community
    return fresh


def _answer(invitation: Invitation, answer: Invitation.Answer, person: Person | None) -> None:
    invitation.answer, invitation.answered_at, invitation.answered_by = answer, now(), person
    invitation.save(update_fields=["answer", "answer_reason", "answer_words", "answered_at", "answered_by"])
    publish(InvitationAnswered(invitation))


def _take_quota(actor: Person) -> None:
    """Counted under a lock on the inviter, so that a burst does not slip through (R-RC-05)."""
    Person.objects.select_for_update(no_key=True).get(pk=actor.pk)
    hour_ago = now() - timedelta(hours=1)
    recent = Invitation.objects.filter(inviter=actor, created_at__gt=hour_ago).order_by("-created_at")
    moments = list(recent.values_list("created_at", flat=True)[:PER_HOUR])
    if len(moments) >= PER_HOUR:
        wait = int((moments[-1] - hour_ago).total_seconds()) + 1
        raise TooMany(_("Twenty invitations an hour at most: a personal word takes time."), retry_after=wait)


def _recipient(text: str) -> tuple[str, Person | None]:
    """An address in small letters, and the colleague when they were named by handle instead."""
    text = clean_line(text)
    if "@" in text.removeprefix("@"):
        address = text.lower()
        try:
            validate_email(address)
        except ValidationError as error:
            raise ValidationError({"email": error.messages}) from error
        if len(address) > 254:
            raise ValidationError({"email": _("This address is too long.")})
        return address, None
    person = Person.objects.all().listed().filter(handle=text.removeprefix("@").lower()).first()
    if person is None:
        raise ValidationError({"email": _("Nobody here has this handle. Write their e-mail address instead.")})
    return person.email.lower(), person


def _colleague(address: str) -> Person | None:
    """Who can sign in and has proved that this address is theirs."""
    found = EmailAddress.objects.filter(email__iexact=address, verified=True).values("user")
    return Person.objects.all().active().filter(pk__in=found, is_bot=False).first()


def _is_shut_out(address: str) -> bool:
    """Suspended or gone: no letter, and the inviter learns nothing of it."""
    return Person.objects.all().filter(email__iexact=address).exclude(is_active=True, suspended_at=None).exists()


def _words(**words: str) -> dict[str, str]:
    """The three answers, each a clean text of 500 characters at most."""
    limits = {"why_you": 500, "expected": 500, "gain": 500, "first_step": 300}
    clean = {name: clean_line(text) for name, text in words.items()}
    wrong = {
        name: _("At most %(limit)d characters.") % {"limit": limit}
        for name, limit in limits.items()
        if len(clean[name]) > limit
    }
    if len(clean["why_you"]) < WHY_YOU:
        wrong["why_you"] = _("A personal reason, in %(least)d characters at least: why this person?") % {
            "least": WHY_YOU
        }
    for name in ("expected", "gain"):
        if not clean[name]:
            wrong[name] = _("Answer this too: people come when they know.")
    if wrong:
        raise ValidationError(wrong)
    return clean
