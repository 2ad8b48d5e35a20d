"""Inviting somebody to one community, in words meant for them; their answer."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts.lifecycle import open_account
from accounts.models import Person
from communities.actions._locks import locked
from communities.actions.issuing import clean_address, clean_words, issue
from communities.actions.membership import add_member
from communities.events import InvitationAnswered, RenewalAsked
from communities.invitations import Standing, colleague_of, is_for, standing
from communities.models import Community, Invitation, Membership, Rules
from communities.places import require_place
from communities.policies import CommunityPolicy, require_alive
from communities.silence import is_kept_in_silence, silence
from core.events import publish
from core.names import clean_line
from core.policies import Conflict, TooMany, require

PER_HOUR = 20
ENDED = (Standing.DECLINED, Standing.REVOKED, Standing.EXPIRED, Standing.ACCEPTED, Standing.LAPSED)


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
    may = CommunityPolicy.of(actor, community)
    require(may.animates())
    if not may.invite():
        raise Conflict(_("People are invited once there is something to read: when the pilot begins."))
    _take_quota(actor)
    address, named = _recipient(email)
    words = clean_words(why_you=why_you, expected=expected, gain=gain, first_step=first_step)
    colleague = named or colleague_of(address)
    if colleague and Membership.objects.present().filter(community=community, person=colleague).exists():
        raise ValidationError({"email": _("This person belongs to the community already.")})
    if is_kept_in_silence(community, address):
        raise ValidationError({"email": silence()})
    holding = Invitation.objects.holding().filter(community=community)
    if holding.filter(email=address).exists():
        raise ValidationError({"email": _("This person has an invitation that waits for an answer.")})
    rules = Rules.current()
    require_place(community, address, rules)
    largest = rules.largest_size
    if not community.larger_because and community.member_count + holding.count() >= largest:
        raise ValidationError(
            _("There are %(n)d people here, invitations included. Above that a community is split by subject.")
            % {"n": largest}
        )
    return issue(community, address, inviter=actor, named=named, words=words)


@transaction.atomic
def renew_invitation(actor: Person, invitation: Invitation) -> tuple[Invitation, str]:
    """The same words once more, to somebody whose invitation has ended without them. Who declined was promised that
    no other mail follows: only if they ask."""
    fresh = _fresh(invitation)
    if is_kept_in_silence(fresh.community, fresh.email):
        raise Conflict(silence())
    if standing(fresh) not in ENDED or fresh.answer == Invitation.Answer.ACCEPTED:
        raise Conflict(_("This invitation still holds, or was accepted."))
    words = {name: getattr(fresh, name) for name in ("why_you", "expected", "gain", "first_step")}
    to = f"@{fresh.person.handle}" if fresh.person else fresh.email
    return invite_person(actor, fresh.community, email=to, **words)


@transaction.atomic
def ask_again(invitation: Invitation) -> None:
    """Somebody holds a link that has ended and wishes another: told once, to who can give one."""
    fresh = _fresh(invitation)
    if fresh.community.is_archived or standing(fresh) not in ENDED:
        return
    if fresh.renewal_asked_at and not is_kept_in_silence(fresh.community, fresh.email):
        return
    fresh.renewal_asked_at = now()
    fresh.save(update_fields=["renewal_asked_at"])
    publish(RenewalAsked(fresh))


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
    """Counted under a lock on the inviter, so that a burst does not slip through (R-RC-05). Waves have rules of
    their own."""
    Person.objects.select_for_update(no_key=True).get(pk=actor.pk)
    hour_ago = now() - timedelta(hours=1)
    recent = Invitation.objects.filter(inviter=actor, wave=None, created_at__gt=hour_ago).order_by("-created_at")
    moments = list(recent.values_list("created_at", flat=True)[:PER_HOUR])
    if len(moments) >= PER_HOUR:
        wait = int((moments[-1] - hour_ago).total_seconds()) + 1
        raise TooMany(_("Twenty invitations an hour at most: a personal word takes time."), retry_after=wait)


def _recipient(text: str) -> tuple[str, Person | None]:
    """An address in small letters, and the colleague when they were named by handle instead."""
    text = clean_line(text)
    if "@" in text.removeprefix("@"):
        return clean_address(text), None
    person = Person.objects.all().listed().filter(handle=text.removeprefix("@").lower()).first()
    if person is None:
        raise ValidationError({"email": _("Nobody here has this handle. Write their e-mail address instead.")})
    return person.email.lower(), person
