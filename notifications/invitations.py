"""What becomes of the invitations somebody sent: told to them, and to nobody else."""

from django.utils.timezone import now

from accounts.models import Person
from communities.events import HostAsked, InvitationAnswered, RenewalAsked
from communities.invitations import who_invites
from communities.letters import host_of
from communities.models import Invitation
from core.events import on
from notifications.actions import tell
from notifications.models import Notification

Kind = Notification.Kind


@on(InvitationAnswered)
def tell_of_an_answer(fact: InvitationAnswered) -> None:
    """Who invited reads the reason too; nobody else is told."""
    invitation = fact.invitation
    tell(
        Person.objects.all().active().filter(pk=invitation.inviter_id),
        Kind.ANSWERED,
        about=invitation,
        by=invitation.answered_by_id if invitation.answer == Invitation.Answer.ACCEPTED else None,
        at=invitation.answered_at or now(),
        detail=invitation.answer,
    )


@on(HostAsked)
def tell_of_a_question(fact: HostAsked) -> None:
    question = fact.question
    host = host_of(question)
    people = Person.objects.all().active().filter(pk__in=[host.pk] if host else [])
    tell(
        people,
        Kind.ASKED,
        about=question.invitation or question.community,
        by=question.person_id if question.invitation is None else None,
        at=question.asked_at,
        detail="question",
    )


@on(RenewalAsked)
def tell_of_a_wish(fact: RenewalAsked) -> None:
    """Once (`renewal_asked_at`), to who sent it, or hosts now."""
    invitation = fact.invitation
    host = who_invites(invitation)
    people = Person.objects.all().active().filter(pk__in=[host.pk] if host else [])
    tell(people, Kind.ASKED, about=invitation, by=None, at=now(), detail="renewal")
