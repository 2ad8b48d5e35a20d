"""What invitations begin with, and the sign of success: once people come, their hosts still sharpen them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communities import actions
from communities.hero import hero
from communities.life_forms import AnswersForm
from communities.models import Community
from communities.policies import CommunityPolicy
from communities.views.finding import blame, community_or_404
from core.http import Request, SeeOther, done, page
from core.policies import Conflict, require


@require_http_methods(["GET", "HEAD", "POST"])
def answers(request: Request, slug: str) -> HttpResponse:
    """GET shows the form, POST saves it. What is still being prepared has its own page for this."""
    community, may = community_or_404(request, slug)
    require(may.animates())
    if may.is_prepared() and may.is_alive():
        return SeeOther(f"/communities/{community.slug}/prepare/members/")
    form = AnswersForm(request.POST if request.method == "POST" else None, initial=AnswersForm.initial_of(community))
    conflict = ""
    if form.is_valid():
        try:
            actions.edit_answers(request.user, community, **form.cleaned_data)
        except ValidationError as error:
            blame(form, error)
        except Conflict as refusal:
            conflict = _kept(form, request, community, refusal)
        else:
            messages.success(request, _("Saved."))
            return done(request, to=f"/communities/{community.slug}/settings/answers/")
    return _page(request, community, may, form, conflict)


def _kept(form: AnswersForm, request: Request, community: Community, refusal: Conflict) -> str:
    """Whoever saves second gets their text back, beside what is now saved (R-RC-03)."""
    community.refresh_from_db()
    if community.is_archived:
        raise refusal
    form.data = {**request.POST.dict(), "version": str(community.version)}
    return refusal.message


def _page(
    request: Request, community: Community, may: CommunityPolicy, form: AnswersForm, conflict: str
) -> HttpResponse:
    context = {
        "here": community.slug,
        "community": community,
        "hero": hero(community, may, here="settings" if may.owns() else "invitations"),
        "may": may,
        "form": form,
        "conflict": conflict,
        "saved": form.saved_in(community) if conflict or not may.is_alive() else [],
    }
    status = 409 if conflict else 422 if form.is_bound else 200
    return page(request, "communities/answers.html", context, status=status)
