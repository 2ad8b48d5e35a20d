"""For the hosts: who is invited, in which words; write to one more, take one back."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from communities.actions import answer_question, invite_person, renew_invitation, revoke_invitation
from communities.forms import InvitationForm
from communities.hero import hero
from communities.letters import asker_of
from communities.models import Community, HostQuestion, Invitation
from communities.places import places_of
from communities.policies import CommunityPolicy
from communities.silence import kept_in_silence
from communities.steps import wizard
from communities.views.finding import blame, community_or_404
from communities.wave_box import WaveBox
from communities.waves import SHARED
from core.http import Request, done, page
from core.policies import require

SHOWN = 50


@dataclass(frozen=True)
class Sent:
    """An invitation as its hosts see it. The reason for declining is read by who invited, by nobody else."""

    invitation: Invitation
    state: str
    reason: str
    is_silent: bool = False  # they declined, and have not asked since

    @property
    def is_waiting(self) -> bool:
        return self.state == "waiting"

    @property
    def may_be_renewed(self) -> bool:
        return self.state in ("declined", "revoked", "expired", "lapsed") and not self.is_silent

    @property
    def is_left_alone(self) -> bool:
        return self.state == "declined" and self.is_silent


def _sent(invitation: Invitation, reader_id: int, holding: set[int], silent: set[str]) -> Sent:
    if invitation.answer:
        state = invitation.answer
    elif invitation.revoked_at:
        state = "revoked"
    elif invitation.pk in holding:
        state = "waiting"
    else:
        state = "lapsed" if invitation.expires_at > now() else "expired"
    own = invitation.inviter_id == reader_id
    words = [invitation.get_answer_reason_display(), invitation.answer_words] if own else []
    return Sent(invitation, state, " · ".join(filter(None, words)), invitation.email in silent)


@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request: Request, slug: str) -> HttpResponse:
    """GET shows them with the wave in preparation, POST sends one by hand."""
    community, may = community_or_404(request, slug)
    require(may.animates())
    if request.method != "POST":
        return invitations_page(request, community, may)
    form = InvitationForm(request.POST)
    if form.is_valid():
        try:
            invite_person(request.user, community, **form.cleaned_data)
        except ValidationError as error:
            blame(form, error)
        else:
            messages.success(request, _("The invitation is on its way. It holds for seven days."))
            return done(request, to=f"/communities/{community.slug}/invitations/")
    return invitations_page(request, community, may, form=form, status=422)


@require_POST
def revoke(request: Request, slug: str, pk: int) -> HttpResponse:
    community, may = community_or_404(request, slug)
    require(may.animates())
    invitation = get_object_or_404(community.invitations.select_related("community", "inviter", "person"), pk=pk)
    revoke_invitation(request.user, invitation)
    messages.success(request, _("The invitation is withdrawn: its link no longer opens."))
    return done(request, to=f"/communities/{community.slug}/invitations/")


@require_POST
def renew(request: Request, slug: str, pk: int) -> HttpResponse:
    """The same words again, to somebody whose invitation has ended."""
    community, may = community_or_404(request, slug)
    require(may.animates())
    try:
        renew_invitation(
            request.user,
            get_object_or_404(community.invitations.select_related("community", "inviter", "person"), pk=pk),
        )
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("The invitation is on its way. It holds for seven days."))
    return done(request, to=f"/communities/{community.slug}/invitations/")


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: Request, slug: str, pk: int) -> HttpResponse:
    """What somebody asked before coming in, or a member since; the answer goes to them by mail."""
    community, may = community_or_404(request, slug)
    require(may.animates())
    asked = get_object_or_404(_QUESTIONS.filter(community=community), pk=pk)
    answer, problem = request.POST.get("answer", ""), ""
    if request.method == "POST":
        try:
            answer_question(request.user, asked, answer=answer)
        except ValidationError as error:
            problem = error.messages[0]
        else:
            messages.success(request, _("Your answer is on its way, by mail."))
            return done(request, to=f"/communities/{community.slug}/invitations/")
    context = {
        "here": community.slug,
        "community": community,
        "may": may,
        "question": asked,
        "who": asker_of(asked),
        "answer": answer,
        "problem": problem,
    }
    return page(request, "communities/question.html", context, status=422 if problem else 200)


_QUESTIONS = HostQuestion.objects.select_related("community", "invitation__person", "person", "answered_by")


def invitations_page(
    request: Request,
    community: Community,
    may: CommunityPolicy,
    *,
    form: InvitationForm | None = None,
    box: WaveBox | None = None,
    status: int = 200,
) -> HttpResponse:
    rows = community.invitations.select_related("person", "inviter").order_by("-created_at", "-pk")[:SHOWN]
    silent = kept_in_silence(community, {row.email for row in rows})
    holding = set(Invitation.objects.holding().filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
    sent = [_sent(row, request.user.pk, holding, silent) for row in rows]
    questions = list(_QUESTIONS.filter(community=community).waiting().order_by("asked_at")[:SHOWN])
    context = {
        "here": community.slug,
        "community": community,
        "hero": hero(community, may, here="invitations"),
        "may": may,
        "steps": wizard(community, may, here="future_members"),
        "form": form or InvitationForm(initial={name: getattr(community, name) for name in SHARED}),
        "writes_by_hand": form is not None,
        "places": places_of(community) if may.invite() else None,
        "box": box or (WaveBox.of(community) if may.prepare_waves() else None),
        "questions": [(question, asker_of(question)) for question in questions],
        "waiting": [one for one in sent if one.is_waiting],
        "ended": [one for one in sent if not one.is_waiting],
    }
    return page(request, "communities/invitations.html", context, status=status)
