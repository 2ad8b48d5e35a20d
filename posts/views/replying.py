"""Answering: in place under the thread, or on a page of its own for whoever has no script."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import trigger_client_event

from communities.policies import require_alive
from core.http import Request, done, page, wants_fragment
from core.paging import Cursor
from core.policies import require
from posts import reply_rows
from posts.actions import reply_to
from posts.arrivals import Arrivals, moment_of
from posts.boxes import ReplyBox
from posts.cards import Viewer, reply_card
from posts.drafts import draft_in
from posts.forms import ReplyForm
from posts.mentions import preview
from posts.models import Post, Reply
from posts.policies import PostPolicy
from posts.views.finding import number, post_or_404
from posts.views.received import receive


def _parent(post: Post, pk: str) -> Reply | None:
    """The reply that is answered, of this thread (R-AZ-06)."""
    if not pk:
        return None
    return get_object_or_404(Reply.objects.present().select_related("author"), post=post, pk=number(pk))


@require_safe
def reply_box(request: Request, pk: int) -> HttpResponse:
    """`?to=` a reply. Alone when it opens in place; a page around it otherwise."""
    post = post_or_404(request, pk)
    require_alive(post.community)
    require(PostPolicy.of(request.user, post).reply())
    parent = _parent(post, request.GET.get("to", ""))
    box = ReplyBox.to(post, parent, since=Cursor(post.last_activity_at, 0))
    box.autofocus = True
    return _show(request, post, parent, box.restored(draft_in(request.user, post=post, parent=parent)), 200)


@require_POST
def reply(request: Request, pk: int) -> HttpResponse:
    """With a script: the new reply in the place of its form, and a fresh form after it."""
    post = post_or_404(request, pk)
    require_alive(post.community)
    require(post.is_deleted or PostPolicy.of(request.user, post).reply())
    parent = _parent(post, request.POST.get("parent", ""))
    sent = receive(request, ReplyForm, [])
    since = moment_of(request.POST.get("since", ""))
    box = ReplyBox.to(post, parent, since=None if request.htmx or not since else Cursor(since, 0))
    if sent.asks_preview:
        html = preview(sent.posted.get("body", ""), post.community)
        return _show(request, post, parent, box.filled(sent.values(errors=sent.errors_of_files, preview=html)), 200)
    if sent.is_valid():
        try:
            written = reply_to(request.user, post, **{**sent.said, "parent": parent}, files=sent.files)
        except ValidationError as refusal:
            sent.refuse(refusal)
        else:
            arrivals = Arrivals.of(post, request.user, since) if since else None
            if not wants_fragment(request):
                _say_what_arrived(request, arrivals)
            return done(request, to=written, show=lambda: _answered(request, post, parent, written, arrivals))
    return _show(request, post, parent, box.filled(sent.values()), sent.status)


def _show(request: Request, post: Post, parent: Reply | None, box: ReplyBox, status: int) -> HttpResponse:
    context = {"post": post, "community": post.community, "parent": parent, "box": box, "here": post.community.slug}
    return page(request, "posts/answer.html", context, partial="box", status=status)


def _say_what_arrived(request: Request, arrivals: Arrivals | None) -> None:
    """Without a script: the thread says above which reply it begins to be new."""
    if arrivals and arrivals.count:
        sentence = ngettext(
            "Your reply is published. Another one arrived while you were writing: it stands above yours.",
            "Your reply is published. %(n)s others arrived while you were writing: they stand above yours.",
            arrivals.count,
        )
        messages.success(request, sentence % {"n": arrivals.count})


def _answered(
    request: Request, post: Post, parent: Reply | None, written: Reply, arrivals: Arrivals | None
) -> HttpResponse:
    viewer = Viewer(request.user, PostPolicy.of(request.user, post).community.role or "", True)
    [loaded] = reply_rows.fetch("WHERE r.id = %(reply)s::bigint", {"reply": written.pk}, request.user)
    card = reply_card(loaded, viewer, post)
    box = None if parent else ReplyBox.to(post)
    in_thread = (request.htmx.current_url_abs_path or "").startswith(post.get_absolute_url())
    context = {"reply": card, "nested": parent is not None, "box": box, "count": in_thread and written.post.reply_count}
    if in_thread and arrivals and parent is None:
        context |= {"arrivals": arrivals, "whole": "whole" in request.POST}
    response = page(request, "posts/_replied.html", context)
    return trigger_client_event(response, "said", {"text": _("Reply published"), "focus": card.id}, after="settle")
