"""Taking words back: a question first, with the reason a host owes to the author."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communities.policies import require_alive
from core.http import Request, SeeOther, page
from core.policies import require
from posts.actions import delete_post, delete_reply
from posts.forms import ReasonForm, messages_of
from posts.models import Post, Reply
from posts.policies import PostPolicy, ReplyPolicy
from posts.views.finding import post_or_404, reply_or_404


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: Request, pk: int) -> HttpResponse:
    post = post_or_404(request, pk)
    require_alive(post.community)
    if post.is_deleted:
        raise Http404
    policy = PostPolicy.of(request.user, post)
    require(policy.delete())
    then = reverse("posts:post", args=[pk]) if post.reply_count else post.community.get_absolute_url()
    return _delete(request, post, delete_post, own=policy.is_author(), then=then)


@require_http_methods(["GET", "HEAD", "POST"])
def delete_of_reply(request: Request, pk: int) -> HttpResponse:
    reply = reply_or_404(request, pk)
    require_alive(reply.post.community)
    if reply.is_deleted:
        raise Http404
    policy = ReplyPolicy.of(request.user, reply)
    require(policy.delete())
    return _delete(request, reply, delete_reply, own=policy.is_author(), then=reply.get_absolute_url())


def _delete(request: Request, message: Post | Reply, act: Callable[..., Any], *, own: bool, then: str) -> HttpResponse:
    errors: list[str] = []
    if request.method == "POST":
        form = ReasonForm(request.POST)
        if own or form.is_valid():
            try:
                act(request.user, message, reason=form.cleaned_data["reason"] if not own else "")
            except ValidationError as refusal:
                errors = [error for found in messages_of(refusal).values() for error in found]
            else:
                messages.success(request, _("Deleted."))
                return SeeOther(then)
        else:
            errors = [str(error) for error in form.errors["reason"]]
    post = message if isinstance(message, Post) else message.post
    context = {
        "message": message,
        "is_post": isinstance(message, Post),
        "post": post,
        "community": post.community,
        "own": own,
        "url": reverse("posts:delete" if isinstance(message, Post) else "posts:delete_reply", args=[message.pk]),
        "errors": errors,
        "reason": request.POST.get("reason", ""),
        "here": post.community.slug,
    }
    return page(request, "posts/delete.html", context, partial="dialog", status=422 if errors else 200)
