"""Asking who hosts, between two people; the answer goes by mail."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.actions._locks import locked
from communities.events import HostAsked
from communities.invitations import Standing, is_for, standing
from communities.models import Community, HostQuestion, Invitation
from communities.policies import CommunityPolicy, require_alive
from core.events import publish
from core.names import clean_line
from core.policies import Conflict, TooMany, require

A_DAY = 3  # questions of one person, or on one invitation


@transaction.atomic
def ask_inviter(invitation: Invitation, *, text: str, person: Person | None = None) -> HostQuestion:
    """Before answering, with or without account."""
    community = locked(invitation.community)
    fresh = Invitation.objects.select_for_update(of=["self"]).select_related("inviter").get(pk=invitation.pk)
    fresh.community = community
    if person is not None:
        require(is_for(fresh, person))
    if standing(fresh, person) != Standing.OPEN:
        raise Conflict(_("This invitation has been answered or withdrawn already."))
    return _ask(HostQuestion(community=community, invitation=fresh, person=person, text=_clean(text)))


@transaction.atomic
def ask_host(person: Person, community: Community, *, text: str) -> HostQuestion:
    """Once inside: why am I here, what is expected of me."""
    community = locked(community)
    require_alive(community)
    require(CommunityPolicy.of(person, community).is_member())
    return _ask(HostQuestion(community=community, person=person, text=_clean(text)))


@transaction.atomic
def answer_question(actor: Person, question: HostQuestion, *, answer: str) -> HostQuestion:
    """By one of the hosts, once. It leaves as a letter to who asked."""
    from communities.tasks import send_answer  # tasks know the actions

    community = locked(question.community)
    require_alive(community)
    require(CommunityPolicy.of(actor, community).animates())
    fresh = HostQuestion.objects.select_for_update().get(pk=question.pk)
    if fresh.answered_at:
        raise Conflict(_("Another host has answered this question already."))
    fresh.answer, fresh.answered_at, fresh.answered_by = clean_line(answer), now(), actor
    if not fresh.answer or len(fresh.answer) > 1000:
        raise ValidationError({"answer": _("An answer in 1000 characters at most.")})
    fresh.save(update_fields=["answer", "answered_at", "answered_by"])
    send_answer.defer(question=fresh.pk)
    return fresh


def _ask(question: HostQuestion) -> HostQuestion:
    same = HostQuestion.objects.filter(community=question.community, invitation=question.invitation)
    if question.invitation is None:
        same = same.filter(person=question.person)
    if same.waiting().exists():
        raise Conflict(_("Your question is with them: the answer comes by mail, then you may ask another."))
    if same.filter(asked_at__gt=now() - timedelta(days=1)).count() >= A_DAY:
        raise TooMany(_("Three questions a day: wait for what has been asked."), retry_after=3600)
    question.save()
    publish(HostAsked(question))
    return question


def _clean(text: str) -> str:
    clean = clean_line(text)
    if not any(map(str.isalnum, clean)):
        raise ValidationError({"question": _("Write your question.")})
    if len(clean) > 500:
        raise ValidationError({"question": _("At most %(limit)d characters.") % {"limit": 500}})
    return clean
