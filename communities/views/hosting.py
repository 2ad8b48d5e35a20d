"""Who hosts a community: asking somebody, their answer, stopping."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from communities import actions
from communities.absences import absences, who_may_stand_in
from communities.hero import hero
from communities.hosting import Hosting, hosting_of
from communities.life_forms import AbsenceForm, DeclineMandateForm, HostForm, MandateForm, ResignForm
from communities.models import Community, Mandate, Rules
from communities.policies import CommunityPolicy
from communities.steps import wizard
from communities.views.finding import blame, community_or_404
from core.http import Request, done, page
from core.policies import Conflict, require


def host(request: Request, slug: str) -> HttpResponse:
    """GET shows who hosts and who is asked, POST asks somebody."""
    return propose_host(request, slug) if request.method == "POST" else show_host(request, slug)


@require_safe
def show_host(request: Request, slug: str) -> HttpResponse:
    community, may = _followed(request, slug)
    return host_page(request, community, may)


@require_POST
def propose_host(request: Request, slug: str) -> HttpResponse:
    community, may = _followed(request, slug)
    form = HostForm(request.POST)
    if form.is_valid():
        try:
            mandate = actions.propose_host(request.user, community, **form.cleaned_data)
        except ValidationError as error:
            blame(form, error)
        else:
            name = {"name": mandate.person.display_name}
            messages.success(request, _("Saved.") if mandate.answer else _("%(name)s has been asked.") % name)
            return done(request, to=f"/communities/{community.slug}/host/")
    return host_page(request, community, may, form=form, status=422)


@require_POST
def withdraw_mandate(request: Request, slug: str) -> HttpResponse:
    community, _may = _followed(request, slug)
    waiting = Mandate.objects.unanswered().filter(community=community).first()
    if waiting is None:
        raise Conflict(_("Nobody is being asked at the moment."))
    actions.withdraw_mandate(request.user, waiting)
    messages.success(request, _("The request is withdrawn."))
    return done(request, to=f"/communities/{community.slug}/host/")


@require_POST
def resign(request: Request, slug: str) -> HttpResponse:
    """Stop hosting: the community stays, and says that nobody hosts it."""
    community, may = community_or_404(request, slug)
    require(may.owns())
    form = ResignForm(request.POST, auto_id="resign_%s")
    if not form.is_valid():
        return host_page(request, community, may, resign=form, status=422)
    actions.resign_as_host(request.user, community, **form.cleaned_data)
    messages.success(request, _("You no longer host it. The administrators have been told."))
    return done(request, to="communities:directory")


def _followed(request: Request, slug: str) -> tuple[Community, CommunityPolicy]:
    community, may = community_or_404(request, slug)
    require(may.follow_life())
    return community, may


def host_page(
    request: Request,
    community: Community,
    may: CommunityPolicy,
    *,
    form: HostForm | None = None,
    resign: ResignForm | None = None,
    away: AbsenceForm | None = None,
    status: int = 200,
) -> HttpResponse:
    hosting, rules = hosting_of(community), Rules.current()
    absence = absences([community]).get(community.pk)
    people = who_may_stand_in(community, hosting) if may.owns() and away is None else []
    offered = {"person": f"@{hosting.offered.handle}"} if hosting.offered and not hosting.host else {}
    context: dict[str, Any] = {
        "here": community.slug,
        "community": community,
        "hero": hero(community, may, here="host"),
        "may": may,
        "steps": wizard(community, may, here="host"),
        "hosting": hosting,
        "rules": rules,
        "form": form or HostForm(initial=offered),
        "absence": absence,
        "away": away or AbsenceForm(people=people, initial=AbsenceForm.initial_of(absence, hosting.substitute)),
        "resign": resign or ResignForm(auto_id="resign_%s"),
    }
    return page(request, "communities/host.html", context, status=status)


@require_safe
def mandate(request: Request, slug: str) -> HttpResponse:
    """What hosting means, for who is asked to and for who does it already."""
    community, may, hosting = _mine_or_404(request, slug)
    return _mandate_page(request, community, may, hosting)


@require_POST
def accept_mandate(request: Request, slug: str) -> HttpResponse:
    """Who hosts already says anew how much time they have."""
    community, may, hosting = _mine_or_404(request, slug)
    form = MandateForm(request.POST)
    if form.is_valid():
        try:
            if hosting.asked is not None and hosting.asked.person == request.user:
                actions.accept_mandate(request.user, hosting.asked, **form.cleaned_data)
            else:
                actions.renew_mandate(request.user, community, **form.cleaned_data)
        except ValidationError as error:
            blame(form, error)
        else:
            messages.success(request, _("You host this community. Thank you."))
            return done(request, to=f"/communities/{community.slug}/gate/")
    return _mandate_page(request, community, may, hosting, form=form, status=422)


@require_POST
def decline_mandate(request: Request, slug: str) -> HttpResponse:
    community, may, hosting = _mine_or_404(request, slug)
    if hosting.asked is None:
        raise Conflict(_("You have answered already."))
    form = DeclineMandateForm(request.POST, auto_id="decline_%s")
    if form.is_valid():
        try:
            actions.decline_mandate(request.user, hosting.asked, **form.cleaned_data)
        except ValidationError as error:
            blame(form, error)
        else:
            messages.success(request, _("Thank you for your answer. It has no consequence."))
            return done(request, to="communities:directory")
    return _mandate_page(request, community, may, hosting, decline=form, status=422)


def _mine_or_404(request: Request, slug: str) -> tuple[Community, CommunityPolicy, Hosting]:
    community, may = community_or_404(request, slug)
    hosting = hosting_of(community)
    asked = hosting.asked is not None and hosting.asked.person == request.user
    if not asked and hosting.host != request.user:
        raise Http404
    return community, may, hosting


def _mandate_page(
    request: Request,
    community: Community,
    may: CommunityPolicy,
    hosting: Hosting,
    *,
    form: MandateForm | None = None,
    decline: DeclineMandateForm | None = None,
    status: int = 200,
) -> HttpResponse:
    asked = hosting.asked if hosting.asked and hosting.asked.person == request.user else None
    context = {
        "here": community.slug,
        "community": community,
        "hero": hero(community, may, here="mandate"),
        "may": may,
        "asked": asked,
        "rules": Rules.current(),
        "form": form or MandateForm(initial=MandateForm.initial_of(asked or hosting.mandate)),
        "decline": decline or DeclineMandateForm(auto_id="decline_%s"),
    }
    return page(request, "communities/mandate.html", context, status=status)
