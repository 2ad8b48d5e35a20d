"""From an idea to a draft that has all it needs: its sentence, then its readers and what invitations will say."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from communities import actions, tiles
from communities.contesting import contesting
from communities.hero import hero
from communities.hosting import hosting_of
from communities.life_forms import (
    AnswersForm,
    ContestForm,
    CreationForm,
    PreparationForm,
    ProposalForm,
    ReaderForm,
    SendBackForm,
)
from communities.models import Community, PurposeReading, Rules
from communities.policies import CommunityPolicy, may_create_community
from communities.steps import wizard
from communities.views.finding import blame, community_or_404
from communities.views.purpose import judged
from core.http import Request, SeeOther, done, page
from core.panels import panels_of
from core.policies import Conflict, require

PAGES = ["GET", "HEAD", "POST"]


@require_http_methods(PAGES)
def new(request: Request) -> HttpResponse:
    """Anybody proposes, an administrator begins a draft."""
    creates = may_create_community(request.user)
    shape: type[ProposalForm] = CreationForm if creates else ProposalForm
    form, verdict = judged(request, shape) or (shape(_sent(request)), None)
    if form.is_valid():
        begin = actions.create_community if creates else actions.propose_community
        try:
            community = begin(request.user, **form.cleaned_data)
        except ValidationError as error:
            blame(form, error)
        else:
            if not creates:
                messages.success(request, _("Your proposal is with the administrators. Until they answer, refine it."))
            return done(request, to=_next(request, community))
    context = {
        "here": "directory",
        "form": form,
        "verdict": verdict,
        "creates": creates,
        "art": tiles.art(tiles.draw("new")),
        "panels": panels_of("prepare", None, request.user),
    }
    return page(request, "communities/new.html", context, status=422 if form.is_bound else 200)


def _sent(request: Request) -> Any:
    return request.POST if request.method == "POST" else None


def _next(request: Request, community: Community) -> str:
    where = "host" if request.POST.get("next") == "host" else "prepare"
    return f"/communities/{community.slug}/{where}/"


@require_http_methods(PAGES)
def prepare(request: Request, slug: str) -> HttpResponse:
    """The first step: the sentence, its name, its problem."""
    community, may = community_or_404(request, slug)
    if (elsewhere := _elsewhere(community, may)) is not None:
        return elsewhere
    form, verdict = judged(request, PreparationForm) or (
        PreparationForm(_sent(request), initial=PreparationForm.initial_of(community)),
        None,
    )
    conflict = ""
    if form.is_valid():
        try:
            actions.prepare_community(request.user, community, **form.cleaned_data)
        except ValidationError as error:
            blame(form, error)
        except Conflict as refusal:
            conflict = _taken_up(form, request, community, refusal)
        else:
            messages.success(request, _("Saved."))
            return done(request, to=_next(request, community))
    context = {
        **_step(request, community, may, "prepare"),
        "form": form,
        "verdict": verdict,
        "conflict": conflict,
        "sent_back": community.stage == Community.Stage.IDEA and actions.was_sent_back(community),
        "send_back": SendBackForm(auto_id="back_%s"),
    }
    return page(request, "communities/prepare.html", context, status=_status(form, conflict))


@require_http_methods(PAGES)
def future_members(request: Request, slug: str) -> HttpResponse:
    """The third step: who reads the sentence, and what each invitation will say."""
    community, may = community_or_404(request, slug)
    if (elsewhere := _elsewhere(community, may)) is not None:
        return elsewhere
    form = AnswersForm(_sent(request), initial=AnswersForm.initial_of(community))
    conflict = ""
    if form.is_valid():
        try:
            actions.prepare_community(request.user, community, **form.cleaned_data)
        except ValidationError as error:
            blame(form, error)
        except Conflict as refusal:
            conflict = _taken_up(form, request, community, refusal)
        else:
            messages.success(request, _("Saved."))
            return done(request, to=f"/communities/{community.slug}/prepare/members/")
    return _members_page(request, community, may, form=form, conflict=conflict)


@require_POST
def ask_reader(request: Request, slug: str) -> HttpResponse:
    community, may = community_or_404(request, slug)
    require(may.prepare())
    reader = ReaderForm(request.POST, auto_id="reader_%s")
    if reader.is_valid():
        try:
            reading = actions.ask_reader(request.user, community, reader.cleaned_data["person"])
        except ValidationError as error:
            blame(reader, error)
        else:
            messages.success(request, _("%(name)s has been asked.") % {"name": reading.reader.display_name})
            return done(request, to=f"/communities/{community.slug}/prepare/members/")
    return _members_page(request, community, may, reader=reader)


@require_POST
def contest(request: Request, slug: str) -> HttpResponse:
    """The sentence is precise, whatever the check says: an administrator decides."""
    community, may = community_or_404(request, slug)
    require(may.contest())
    form = ContestForm(request.POST, auto_id="contest_%s")
    if form.is_valid():
        try:
            actions.contest_purpose(request.user, community, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            blame(form, error)
        else:
            messages.success(request, _("An administrator reads the sentence and your reason."))
            return done(request, to=f"/communities/{community.slug}/{'prepare' if may.is_prepared() else 'settings'}/")
    context = {
        **_step(request, community, may, "prepare"),
        "form": PreparationForm(initial=PreparationForm.initial_of(community)),
        "contest_form": form,
        "send_back": SendBackForm(auto_id="back_%s"),
        "hero": hero(community, may, here="settings"),
    }
    return page(request, "communities/prepare.html", context, status=422)


@require_POST
def propose_again(request: Request, slug: str) -> HttpResponse:
    community, may = community_or_404(request, slug)
    require(may.is_creator)
    actions.propose_again(request.user, community)
    messages.success(request, _("Your proposal is with the administrators again."))
    return done(request, to=f"/communities/{community.slug}/prepare/")


@require_POST
def send_back(request: Request, slug: str) -> HttpResponse:
    """An administrator says what a proposal lacks."""
    community, may = community_or_404(request, slug)
    require(may.change_stage())
    form = SendBackForm(request.POST, auto_id="back_%s")
    if form.is_valid():
        actions.send_back_proposal(request.user, community, form.cleaned_data["words"])
        messages.success(request, _("The proposer reads your words."))
        return done(request, to=f"/communities/{community.slug}/prepare/")
    context = {
        **_step(request, community, may, "prepare"),
        "form": PreparationForm(initial=PreparationForm.initial_of(community)),
        "send_back": form,
    }
    return page(request, "communities/prepare.html", context, status=422)


def _elsewhere(community: Community, may: CommunityPolicy) -> HttpResponse | None:
    """Where who answers for it goes once it lives; whoever knows of a draft reads how it is prepared."""
    if may.is_prepared():
        return None
    require(may.follow_life())
    return SeeOther(f"/communities/{community.slug}/gate/")


def _taken_up(form: PreparationForm | AnswersForm, request: Request, community: Community, refusal: Conflict) -> str:
    """Whoever saves second gets their text back (R-RC-03)."""
    community.refresh_from_db()
    if not community.is_hidden:
        raise refusal
    form.data = {**request.POST.dict(), "version": str(community.version)}
    return refusal.message


def _status(form: PreparationForm | AnswersForm, conflict: str = "") -> int:
    if conflict:
        return 409
    return 422 if form.is_bound else 200


def _step(request: Request, community: Community, may: CommunityPolicy, here: str) -> dict[str, Any]:
    """What the pages of preparation share. Four queries."""
    return {
        "here": community.slug,
        "community": community,
        "may": may,
        "contesting": contesting(community),
        "contest_form": ContestForm(auto_id="contest_%s"),
        "steps": wizard(community, may, here=here),
        "hosting": hosting_of(community),
        "art": tiles.art(community.tile),
        "panels": panels_of("prepare", community, request.user),
    }


def _members_page(
    request: Request,
    community: Community,
    may: CommunityPolicy,
    *,
    form: AnswersForm | None = None,
    reader: ReaderForm | None = None,
    conflict: str = "",
) -> HttpResponse:
    form = form or AnswersForm(initial=AnswersForm.initial_of(community))
    readings = PurposeReading.objects.of(community).select_related("reader").order_by("asked_at", "pk")
    context = {
        **_step(request, community, may, "future_members"),
        "form": form,
        "reader": reader or ReaderForm(auto_id="reader_%s"),
        "conflict": conflict,
        "saved": form.saved_in(community) if conflict else [],
        "readings": list(readings),
        "rules": Rules.current(),
    }
    status = 422 if reader is not None else _status(form, conflict)
    return page(request, "communities/future_members.html", context, status=status)
