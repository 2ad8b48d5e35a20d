"""What one was writing, on any device."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.http import Request, SeeOther, page
from posts.actions import discard_draft, save_draft
from posts.drafts import drafts_of
from posts.forms import DraftForm
from posts.models import Draft, Post, Reply
from posts.views.finding import community_or_404, number, post_or_404, reply_or_404, require_a_writer
from posts.views.received import receive_files


@require_safe
def drafts(request: Request) -> HttpResponse:
    return page(request, "posts/drafts.html", {"drafts": drafts_of(request.user), "here": "drafts"})


def _place(request: Request) -> dict[str, Any]:
    """Which form it was: an edit, in a thread, under one of its replies, in a community, or nowhere yet."""
    asked = request.POST
    if asked.get("edited_post"):
        return {"edited": _mine(request, post_or_404(request, number(asked["edited_post"])))}
    if asked.get("edited_reply"):
        return {"edited": _mine(request, reply_or_404(request, number(asked["edited_reply"])))}
    if asked.get("post"):
        post = post_or_404(request, number(asked["post"]))
        parent = get_object_or_404(Reply, post=post, pk=number(asked["parent"])) if asked.get("parent") else None
        return {"post": post, "parent": parent}
    if asked.get("community"):
        return {"chosen" if asked.get("home") else "community": community_or_404(request, asked["community"])}
    return {}


def _mine[M: (Post, Reply)](request: Request, message: M) -> M:
    """Nobody else's words are edited; they do not exist for that (R-AZ-07)."""
    if message.is_deleted or message.author_id != request.user.pk:
        raise Http404
    return message


@require_POST
def save(request: Request) -> HttpResponse:
    """Called while one types; without a script, by a button, and the list of drafts says it is kept. Files chosen and
    not sent yet come with it."""
    place = _place(request)
    if request.FILES:
        require_a_writer(request)
    form = DraftForm(request.POST)
    present = list(place["edited"].attachments.all()) if "edited" in place else []
    brought = receive_files(request, present)
    draft = save_draft(request.user, **place, **form.cleaned_data, files=brought.files) if form.is_valid() else None
    for sentence in brought.refused:
        messages.error(request, sentence)
    if request.headers.get("X-Requested-With") == "fetch":
        shown = {"saved_at": draft.updated_at} if draft else None
        return page(request, "posts/_saved.html", {"draft": shown})
    if draft:
        messages.success(request, _("Draft saved."))
    return SeeOther("/drafts/")


@require_POST
def discard(request: Request, pk: int) -> HttpResponse:
    """Back to the list, or to what is edited, as it is published (`again`)."""
    draft = get_object_or_404(Draft, pk=pk, person=request.user)
    discard_draft(request.user, draft)
    if "again" in request.POST and draft.edited_post_id:
        return SeeOther(reverse("posts:edit", args=[draft.edited_post_id]))
    if "again" in request.POST and draft.edited_reply_id:
        return SeeOther(reverse("posts:edit_reply", args=[draft.edited_reply_id]))
    return SeeOther("/drafts/")
