"""For the hosts: who is invited, in which words; write to one more, take one back."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from communities.actions import invite_person, revoke_invitation
from communities.forms import InvitationForm
from communities.hero import hero
from communities.models import Community, Invitation
from communities.policies import CommunityPolicy
from communities.views.finding import blame, community_or_404
from core.http import Request, done, page
from core.policies import require

SHOWN = 50


@dataclass(frozen=True)
class Sent:
    """An invitation as its hosts see it. The reason for declining is read by who invited, by nobody else."""

    invitation: Invitation
    state: str
    reason: str

    @property
    def is_waiting(self) -> bool:
        return self.state == "waiting"


def _sent(invitation: Invitation, reader_id: int) -> Sent:
    if invitation.answer:
        state = invitation.answer
    elif invitation.revoked_at:
        state = "revoked"
    else:
        state = "waiting" if invitation.expires_at > now() else "expired"
    own = invitation.inviter_id == reader_id
    words = [invitation.get_answer_reason_display(), invitation.answer_words] if own else []
    return Sent(invitation, state, " · ".join(filter(None, words)))


@require_http_methods(["GET", "HEAD", "POST"])
def invitations(request: Request, slug: str) -> HttpResponse:
    """GET shows them, POST sends one."""
    community, may = community_or_404(request, slug)
    require(may.animates())
    if request.method != "POST":
        return _page(request, community, may, InvitationForm())
    form = InvitationForm(request.POST)
    if form.is_valid():
        try:
            invite_person(request.user, community, **form.cleaned_data)
        except ValidationError as error:
            blame(form, error)
        else:
            messages.success(request, _("The invitation is on its way. It holds for seven days."))
            return done(request, to=f"/communities/{community.slug}/invitations/")
    return _page(request, community, may, form, status=422)


@require_POST
def revoke(request: Request, slug: str, pk: int) -> HttpResponse:
    community, may = community_or_404(request, slug)
    require(may.animates())
    invitation = get_object_or_404(
        Invitation.objects.select_related("community", "inviter"), community=community, pk=pk
    )
    revoke_invitation(request.user, invitation)
    messages.success(request, _("The invitation is withdrawn: its link no longer opens."))
    return done(request, to=f"/communities/{community.slug}/invitations/")


def _page(
    request: Request, community: Community, may: CommunityPolicy, form: InvitationForm, *, status: int = 200
) -> HttpResponse:
    rows = community.invitations.select_related("person", "inviter").order_by("-created_at", "-pk")[:SHOWN]
    sent = [_sent(row, request.user.pk) for row in rows]
    context = {
        "here": community.slug,
        "community": community,
        "hero": hero(community, may, here="invitations"),
        "may": may,
        "form": form,
        "waiting": [one for one in sent if one.is_waiting],
        "ended": [one for one in sent if not one.is_waiting],
    }
    return page(request, "communities/invitations.html", context, status=status)
