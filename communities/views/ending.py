"""Where a community ends: announced to its members, withdrawn, done at once for a reason, or taken back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from communities import actions
from communities.closings import reopening
from communities.ending_forms import EndingForm, WordForm
from communities.hero import hero
from communities.models import Community, Rules
from communities.policies import CommunityPolicy
from communities.views.finding import blame, community_or_404
from core.http import Request, done, page
from core.policies import Conflict, require
from core.when import day


def _its_end(request: Request, slug: str) -> tuple[Community, CommunityPolicy]:
    community, may = community_or_404(request, slug)
    require(may.end())
    return community, may


@require_http_methods(["GET", "HEAD", "POST"])
def archive(request: Request, slug: str) -> HttpResponse:
    """GET shows how it ends or comes back; POST announces the end, or archives what nobody has come to yet."""
    community, may = _its_end(request, slug)
    if request.method != "POST":
        return _page(request, community, may)
    form = EndingForm(request.POST, community=community, may=may, rules=Rules.current())
    if form.is_valid():
        try:
            _end(request, community, **form.cleaned_data)
        except ValidationError as error:
            blame(form, error)
        except Conflict as refusal:  # another window was faster: what was written here stays on the page
            community, may = _its_end(request, slug)
            return _page(request, community, may, ending=form, refusal=refusal.message, status=409)
        else:
            return done(request, to=community if may.read() else f"/communities/{community.slug}/gate/")
    return _page(request, community, may, ending=form, status=422)


def _end(request: Request, community: Community, *, at_once: str = "", **words: Any) -> None:
    if at_once or community.is_hidden:
        words.pop("closes_on", None)
        actions.archive_community(request.user, community, at_once=at_once, **words)
        messages.success(request, _("The community is archived. What was written stays readable."))
    else:
        closing = actions.announce_closing(request.user, community, **words)
        told = _("Its members are told: it closes on %(day)s.") % {"day": day(closing.closes_on)}
        messages.success(request, told)


@require_POST
def withdraw_closing(request: Request, slug: str) -> HttpResponse:
    community, may = _its_end(request, slug)
    form = WordForm(request.POST, label="")
    if not form.is_valid():
        return _page(request, community, may, word=form, status=422)
    actions.withdraw_closing(request.user, community, **form.cleaned_data)
    messages.success(request, _("The end is withdrawn, and its members are told."))
    return done(request, to=f"/communities/{community.slug}/archive/")


@require_POST
def reopen(request: Request, slug: str) -> HttpResponse:
    community, may = _its_end(request, slug)
    form = WordForm(request.POST, label="")
    if form.is_valid():
        try:
            actions.reopen_community(request.user, community, **form.cleaned_data)
        except ValidationError as error:
            blame(form, error)
        else:
            messages.success(request, _("The community is open again."))
            return done(request, to=community if may.read() else f"/communities/{community.slug}/gate/")
    return _page(request, community, may, word=form, status=422)


def ending_context(
    community: Community, may: CommunityPolicy, *, ending: EndingForm | None = None, word: WordForm | None = None
) -> dict[str, Any]:
    """What communities/_ending.html shows. Two statements."""
    rules = Rules.current()
    label = _("Why it comes back") if community.is_archived else _("Why it goes on (optional)")
    word = word or WordForm(auto_id="word_%s", label=label)
    word.fields["reason"].label = label
    return {
        "ending": ending or EndingForm(community=community, may=may, rules=rules),
        "word": word,
        "reopening": reopening(community, may, rules) if community.is_archived else None,
        "rules": rules,
    }


def _page(
    request: Request,
    community: Community,
    may: CommunityPolicy,
    *,
    ending: EndingForm | None = None,
    word: WordForm | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "here": community.slug,
        "community": community,
        "may": may,
        "hero": hero(community, may, here=""),
        "refusal": refusal,
        **ending_context(community, may, ending=ending, word=word),
    }
    return page(request, "communities/ending.html", context, status=status)
