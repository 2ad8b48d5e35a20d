"""The question "I know why I am in this community": answered in place, or on a page of its own without a script."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communities.hero import hero
from communities.models import Community
from communities.policies import CommunityPolicy, require_alive
from communities.views.finding import community_or_404
from core.http import Request, SeeOther, page, wants_fragment
from core.policies import require
from core.tracing import unlogged
from pulse.actions import answer_clarity, latest_ask, put_clarity_aside
from pulse.models import ClarityAsk
from pulse.policies import PulsePolicy

LATER = "later"


@unlogged
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Request, slug: str) -> HttpResponse:
    """`answer` is yes, no or later; `words` come with a no, in a second step."""
    community, may = community_or_404(request, slug)
    require_alive(community)
    require(PulsePolicy(may).answer())
    if request.method == "POST":
        return _take(request, community, may)
    ask = latest_ask(request.user, community)
    if ask is None or ask.answer == ClarityAsk.Answer.YES:
        return SeeOther(community.get_absolute_url())
    return _show(request, community, may, "unclear" if ask.answer else "question", words=ask.words)


def _take(request: Request, community: Community, may: CommunityPolicy) -> HttpResponse:
    given, words = request.POST.get("answer", ""), request.POST.get("words")
    try:
        if given == LATER:
            put_clarity_aside(request.user, community)
            return _done(request, community, _("Very well: not now."))
        ask = answer_clarity(request.user, community, given, words=words or "")
    except ValidationError as error:
        step = "question" if words is None else "unclear"
        return _show(request, community, may, step, words=words or "", error=" ".join(error.messages), status=422)
    if ask.answer == ClarityAsk.Answer.NO and words is None:
        if wants_fragment(request):
            return _show(request, community, may, "unclear")
        return SeeOther(request.path)
    return _done(request, community, _("Thank you: your answer counts, your name is not shown with it."))


def _done(request: Request, community: Community, words: str) -> HttpResponse:
    if wants_fragment(request):
        return page(request, "pulse/_done.html", {"message": words})
    messages.success(request, words)
    return SeeOther(community.get_absolute_url())


def _show(
    request: Request, community: Community, may: CommunityPolicy, step: str, *, status: int = 200, **more: Any
) -> HttpResponse:
    shown = hero(community, may, here="feed")
    context = {"here": community.slug, "hero": shown, "panel": {"community": community, "host": shown.host, **more}}
    return page(request, f"pulse/{step}.html", context, partial="card", status=status)
