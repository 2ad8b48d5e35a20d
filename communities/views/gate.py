"""Where a community stands: what its next step needs, who can do it, and who opens it."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from communities import actions
from communities.decisions import decisions
from communities.gates import AHEAD, Criterion, Gate, Who
from communities.gates import gate as gate_of
from communities.hero import hero
from communities.history import steps
from communities.launches import launches, sentence
from communities.life_forms import StepForm
from communities.lifecycle import NEXT
from communities.models import Community, Rules
from communities.policies import CommunityPolicy
from communities.size import advice
from communities.steps import wizard
from communities.views.finding import blame, community_or_404
from core.http import Request, done, page
from core.policies import require

Stage = Community.Stage


@dataclass(frozen=True)
class Line:
    """A criterion with who can make it hold, in words."""

    criterion: Criterion
    who: str


def lines(gate: Gate) -> list[Line]:
    who = {
        Who.PROPOSER: _("its proposer"),
        Who.ANIMATOR: _("its host"),
        Who.ADMIN: _("an administrator"),
        Who.MEMBERS: _("its members"),
        Who.TIME: _("time"),
    }
    return [Line(criterion, who[criterion.who]) for criterion in gate.criteria]


def gate(request: Request, slug: str) -> HttpResponse:
    """GET shows where it stands, POST takes the next step."""
    return advance(request, slug) if request.method == "POST" else show(request, slug)


@require_safe
def show(request: Request, slug: str) -> HttpResponse:
    community, may = _prepared_or_403(request, slug)
    return _page(request, community, may)


@require_POST
def advance(request: Request, slug: str) -> HttpResponse:
    community, may = _prepared_or_403(request, slug)
    form = StepForm(request.POST)
    if not form.is_valid() or form.cleaned_data["seen"] not in Stage.values:
        return _page(request, community, may, form=form, status=422)
    seen, stage = form.cleaned_data["seen"], form.cleaned_data["stage"]
    as_seen = Community(pk=community.pk, stage=seen)
    try:
        change = actions.change_stage(request.user, as_seen, stage, reason=form.cleaned_data["reason"])
    except ValidationError as error:
        blame(form, error)
        return _page(request, community, may, form=form, status=422)
    messages.success(request, _("From now on: %(stage)s.") % {"stage": change.get_stage_display()})
    return done(request, to=f"/communities/{change.community.slug}/gate/")


@require_POST
def ask_opening(request: Request, slug: str) -> HttpResponse:
    community, may = _prepared_or_403(request, slug)
    try:
        actions.ask_opening(request.user, community)
    except ValidationError as error:
        return _page(request, community, may, refusal=error.messages[0], status=422)
    messages.success(request, _("The administrators have been told."))
    return done(request, to=f"/communities/{community.slug}/gate/")


def _prepared_or_403(request: Request, slug: str) -> tuple[Community, CommunityPolicy]:
    """For those who answer for it: its hosts, administrators who may see it, its proposer while it is prepared."""
    community, may = community_or_404(request, slug)
    require(may.follow_life())
    return community, may


def _page(
    request: Request,
    community: Community,
    may: CommunityPolicy,
    *,
    form: StepForm | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    following = AHEAD.get(community.stage)
    ahead = gate_of(community, following) if following else None
    full = ahead is not None and any(one.code == "launch_place" for one in ahead.missing)
    context: dict[str, Any] = {
        "here": community.slug,
        "community": community,
        "hero": hero(community, may, here="gate"),
        "may": may,
        "steps": wizard(community, may, here="gate"),
        "gate": ahead,
        "lines": lines(ahead) if ahead else [],
        "following": Stage(following).label if following else "",
        "may_open": _may_open(may, community, following),
        "may_force": may.change_stage(),
        "others": [(stage, stage.label) for stage in NEXT[community.stage] if stage != following]
        if may.change_stage()
        else [],
        "launches": sentence(launches(request.user)) if full and may.is_staff else "",
        "decisions": decisions(community, may),
        "form": form,
        "refusal": refusal,
        "size": advice(community, Rules.current()) if may.animates() or may.is_staff else "",
        "history": steps(community, all_of_them=True),
    }
    return page(request, "communities/gate.html", context, status=status)


def _may_open(may: CommunityPolicy, community: Community, following: str | None) -> bool:
    if following == Stage.PILOT and community.stage == Stage.SEEDING:
        return may.begin_pilot()
    return may.change_stage()
