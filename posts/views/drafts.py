"""What one was writing, on any device."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.http import Request, SeeOther, page
from posts.actions import discard_draft, save_draft
from posts.drafts import drafts_of
from posts.forms import DraftForm
from posts.models import Draft, Reply
from posts.views.finding import community_or_404, number, post_or_404


@require_GET
def drafts(request: Request) -> HttpResponse:
    return page(request, "posts/drafts.html", {"drafts": drafts_of(request.user), "here": "drafts"})


def _place(request: Request) -> dict[str, Any]:
    """Which form it was: in a thread, under one of its replies, in a community, or nowhere yet."""
    asked = request.POST
    if asked.get("post"):
        post = post_or_404(request, number(asked["post"]))
        parent = get_object_or_404(Reply, post=post, pk=number(asked["parent"])) if asked.get("parent") else None
        return {"post": post, "parent": parent}
    if asked.get("community") and not asked.get("home"):
        return {"community": community_or_404(request, asked["community"])}
    return {}


@require_POST
def save(request: Request) -> HttpResponse:
    """Called while one types; without a script, by a button, and the list of drafts says it is kept."""
    place = _place(request)
    form = DraftForm(request.POST)
    draft = save_draft(request.user, **place, **form.cleaned_data) if form.is_valid() else None
    if request.headers.get("X-Requested-With") == "fetch":
        shown = {"saved_at": draft.updated_at} if draft else None
        return page(request, "posts/_saved.html", {"draft": shown})
    if draft:
        messages.success(request, _("Draft saved."))
    return SeeOther("/drafts/")


@require_POST
def discard(request: Request, pk: int) -> HttpResponse:
    discard_draft(request.user, get_object_or_404(Draft, pk=pk, person=request.user))
    return SeeOther("/drafts/")
