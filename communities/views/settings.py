"""Where the animator keeps the community's description and its audience, and finds its end."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from communities.actions import change_visibility, edit_community
from communities.contesting import contesting
from communities.forms import SettingsForm, VisibilityForm
from communities.hero import hero
from communities.life_forms import ContestForm
from communities.models import Community
from communities.policies import CommunityPolicy
from communities.tiles import art
from communities.verdicts import Shown
from communities.views.ending import ending_context
from communities.views.finding import blame, community_or_404
from communities.views.purpose import judged
from core.http import Request, done, page
from core.policies import Conflict, require


def _own(request: Request, slug: str) -> tuple[Community, CommunityPolicy]:
    community, may = community_or_404(request, slug)
    require(may.owns())
    return community, may


def settings(request: Request, slug: str) -> HttpResponse:
    """GET shows the forms, POST saves the description."""
    return save(request, slug) if request.method == "POST" else show(request, slug)


@require_safe
def show(request: Request, slug: str) -> HttpResponse:
    community, may = _own(request, slug)
    return _page(request, community, may)


@require_POST
def save(request: Request, slug: str) -> HttpResponse:
    """Whoever saves second gets their text back, beside what is now saved (R-RC-03)."""
    community, may = _own(request, slug)
    if looked_at := judged(request, SettingsForm, community=community):
        form, verdict = looked_at
        return _page(request, community, may, form=form, verdict=verdict)
    form = SettingsForm(request.POST, community=community)
    if not form.is_valid():
        return _page(request, community, may, form=form, status=422)
    try:
        edit_community(request.user, community, **form.cleaned_data)
    except ValidationError as error:
        blame(form, error)
        return _page(request, community, may, form=form, status=422)
    except Conflict as conflict:
        if community.is_archived:
            raise
        form.data = {**request.POST.dict(), "version": str(community.version)}
        return _page(request, community, may, form=form, conflict=conflict.message, status=409)
    messages.success(request, _("Saved."))
    return done(request, to=f"/communities/{community.slug}/settings/")


@require_POST
def visibility(request: Request, slug: str) -> HttpResponse:
    community, may = _own(request, slug)
    form = VisibilityForm(request.POST)
    if form.is_valid():
        try:
            changed = change_visibility(request.user, community, **form.cleaned_data)
        except ValidationError as error:
            blame(form, error)
        else:
            messages.success(request, _("From now on: %(who)s") % {"who": changed.get_visibility_display()})
            return done(request, to=f"/communities/{changed.slug}/settings/")
    return _page(request, community, may, audience=form, status=422)


def _page(
    request: Request,
    community: Community,
    may: CommunityPolicy,
    *,
    form: SettingsForm | None = None,
    audience: VisibilityForm | None = None,
    verdict: Shown | None = None,
    conflict: str = "",
    status: int = 200,
) -> HttpResponse:
    form = form or SettingsForm(initial=SettingsForm.initial_of(community), community=community)
    chosen = form["tile"].value(), str(form["hue"].value())
    context = {
        "here": community.slug,
        "community": community,
        "may": may,
        "hero": hero(community, may, here="settings"),
        "form": form,
        "verdict": verdict,
        "hues": [(hue, str(hue) == chosen[1]) for hue in range(1, 13)],
        "tiles": [(tile, art(tile), tile == chosen[0]) for tile in form.tiles],
        "tile": art(community.tile),
        "audience": audience or VisibilityForm(initial={"visibility": community.visibility}),
        **ending_context(community, may),
        "conflict": conflict,
        "contesting": contesting(community),
        "contest_form": ContestForm(auto_id="contest_%s"),
    }
    return page(request, "communities/settings.html", context, status=status)
