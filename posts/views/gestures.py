"""Small gestures: a button each. With a script the button changes in place, without one the page comes back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.http import Request, SeeOther, done, page
from posts import reactions
from posts.actions import accept_answer, toggle_follow, toggle_pin, toggle_reaction, withdraw_acceptance
from posts.models import Post, Reply
from posts.views.finding import post_or_404, reply_or_404


@require_POST
def react(request: Request, pk: int) -> HttpResponse:
    return _react(request, post_or_404(request, pk), "post")


@require_POST
def react_to_reply(request: Request, pk: int) -> HttpResponse:
    return _react(request, reply_or_404(request, pk), "reply")


def _react(request: Request, message: Post | Reply, noun: str) -> HttpResponse:
    """Unknown reactions are a refusal (422), never a new kind of reaction."""
    try:
        toggle_reaction(request.user, message, request.POST.get("emoji", ""))
    except ValidationError as refusal:
        return page(request, "posts/refused.html", {"sentence": refusal.messages[0]}, partial="sentence", status=422)
    return done(request, to=message, show=lambda: _reactions(request, message, noun))


def _reactions(request: Request, message: Post | Reply, noun: str) -> HttpResponse:
    message.refresh_from_db(fields=["thanks_count", "useful_count", "confirm_count", "bravo_count"])
    mine = message.reactions.filter(person=request.user).values_list("emoji", flat=True)
    shown = reactions.of(message, mine, element=f"{noun}-{message.pk}", url=request.path, may_react=True)
    return page(request, "posts/_reactions.html", {"reactions": shown})


@require_POST
def accept(request: Request, pk: int) -> HttpResponse:
    reply = reply_or_404(request, pk)
    accept_answer(request.user, reply)
    messages.success(request, _("This answer is now shown under the question."))
    return SeeOther(reply.get_absolute_url())


@require_POST
def unaccept(request: Request, pk: int) -> HttpResponse:
    post = withdraw_acceptance(request.user, post_or_404(request, pk))
    return SeeOther(post.get_absolute_url())


@require_POST
def follow(request: Request, pk: int) -> HttpResponse:
    post = post_or_404(request, pk)
    followed = toggle_follow(request.user, post)
    context = {"post": post, "is_followed": followed}
    return done(request, to=post, show=lambda: page(request, "posts/_follow.html", context))


@require_POST
def pin(request: Request, pk: int) -> HttpResponse:
    post = post_or_404(request, pk)
    try:
        pinned = toggle_pin(request.user, post)
    except ValidationError as refusal:
        return page(request, "posts/refused.html", {"sentence": refusal.messages[0]}, partial="sentence", status=422)
    messages.success(request, _("Pinned at the top of the community.") if pinned else _("No longer pinned."))
    return SeeOther(post.community.get_absolute_url())
