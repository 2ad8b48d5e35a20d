"""Changing one's own words, and reading what they were before."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from communities.policies import require_alive
from core.http import Request, done, page
from core.policies import require
from posts.actions import EditedMeanwhile, edit_post, edit_reply
from posts.boxes import EditBox
from posts.drafts import draft_in
from posts.forms import EditForm, EditPostForm
from posts.mentions import preview
from posts.models import Post, Reply
from posts.policies import PostPolicy, ReplyPolicy
from posts.views.finding import post_or_404, reply_or_404
from posts.views.received import receive


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, pk: int) -> HttpResponse:
    post = post_or_404(request, pk)
    require_alive(post.community)
    _present(post)
    require(PostPolicy.of(request.user, post).edit())
    return _edit(request, post, post)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_of_reply(request: Request, pk: int) -> HttpResponse:
    reply = reply_or_404(request, pk)
    require_alive(reply.post.community)
    _present(reply)
    require(ReplyPolicy.of(request.user, reply).edit())
    return _edit(request, reply, reply.post)


def _present(message: Post | Reply) -> None:
    if message.is_deleted:
        raise Http404


def _edit(request: Request, message: Post | Reply, post: Post) -> HttpResponse:
    """Nobody's text is lost: when another version was saved meanwhile, both are shown (R-RC-03)."""
    present = list(message.attachments.order_by("id"))
    box = EditBox.of(message, present)
    if request.method != "POST":
        place = {"edited_post" if isinstance(message, Post) else "edited_reply": message}
        return _show(request, post, box.resumed(draft_in(request.user, **place)), 200)
    form = EditPostForm if isinstance(message, Post) else EditForm
    sent = receive(request, form, present, is_stale=request.POST.get("version") != str(message.version))
    values = sent.values(version=request.POST.get("version", ""))
    if sent.asks_preview:
        html = preview(sent.posted.get("body", ""), post.community)
        return _show(request, post, box.filled({**values, "errors": sent.errors_of_files, "preview": html}), 200)
    if sent.is_valid():
        try:
            if isinstance(message, Post):
                edit_post(request.user, message, **sent.said, files=sent.files)
            else:
                edit_reply(request.user, message, **sent.said, files=sent.files)
        except EditedMeanwhile as conflict:
            box.current = conflict.current
            return _show(request, post, box.filled({**values, "version": conflict.current.version}), 409)
        except ValidationError as refusal:
            sent.refuse(refusal)
        else:
            return done(request, to=message)
    return _show(request, post, box.filled(values), sent.status)


def _show(request: Request, post: Post, box: EditBox, status: int) -> HttpResponse:
    context = {"post": post, "community": post.community, "box": box, "here": post.community.slug}
    return page(request, "posts/edit.html", context, status=status)


@require_safe
def history(request: Request, pk: int) -> HttpResponse:
    post = post_or_404(request, pk)
    _present(post)
    require(PostPolicy.of(request.user, post).read_history())
    return _history(request, post, post)


@require_safe
def history_of_reply(request: Request, pk: int) -> HttpResponse:
    reply = reply_or_404(request, pk)
    _present(reply)
    require(ReplyPolicy.of(request.user, reply).read_history())
    return _history(request, reply, reply.post)


def _history(request: Request, message: Post | Reply, post: Post) -> HttpResponse:
    context = {
        "message": message,
        "post": post,
        "community": post.community,
        "revisions": list(message.revisions.order_by("-version")),
        "here": post.community.slug,
    }
    return page(request, "posts/history.html", context)
