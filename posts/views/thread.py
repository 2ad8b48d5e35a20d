"""A thread: the post, its replies, who took part."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_GET

from accounts.models import Person
from communities.events import CommunityVisited
from communities.tiles import art
from core import shell
from core.events import publish
from core.http import Request, SeeOther, is_prefetch, is_visit, page
from core.paging import Cursor
from core.presence import Presence
from posts import thread
from posts.arrivals import Arrivals
from posts.cards import Viewer, accepted_by, post_card, reply_card
from posts.loading import thread_or_none
from posts.models import Post, Reply
from posts.reading import read_post
from posts.views.community import place_in


def find(request: Request, pk: int) -> Post:
    """The post, if this reader may see it; a deleted one stays while it carries replies."""
    post = thread_or_none(request.user, pk)
    if post is None or (post.is_deleted and not post.reply_count):
        raise Http404
    return post


@require_GET
def post(request: Request, pk: int) -> HttpResponse:
    """`#replies_page` alone when htmx asks for the rest of a long thread."""
    post = find(request, pk)
    place = place_in(request, post.community)
    viewer = Viewer.at(request.user, place)
    replies = thread.read(post, viewer, Cursor.read(request.GET.get("after", "")), post.read_until)  # type: ignore[attr-defined]
    if place and request.user.reading != Person.Reading.MANUAL and not is_prefetch(request):
        read_post(request.user, post)
        shell.of(request).forget("bell")
    if place and is_visit(request):
        publish(CommunityVisited(post.community, request.user))
    card = post_card(post, viewer)
    if post.accepted_reply and not post.accepted_reply.is_deleted:
        card.answer = reply_card(post.accepted_reply, viewer, post)
        card.accepted_by = accepted_by(post.accepted_by.display_name if post.accepted_by else None)
    context = {
        "here": post.community.slug,
        "post": post,
        "community": post.community,
        "art": art(post.community.tile),
        "place": place,
        "card": card,
        "replies": replies,
        "presence": Presence(post.community.member_count, post.contributors),  # type: ignore[attr-defined]
        "viewer": viewer,
        "arrivals": Arrivals(post, replies.latest, []),
        "whole": not replies.next and not replies.has_earlier,
    }
    return page(request, "posts/post.html", context, partial="replies_page")


@require_GET
def reply_permalink(request: Request, pk: int) -> HttpResponse:
    """Where a reply stands in its thread, however long."""
    reply = get_object_or_404(Reply.objects.visible_to(request.user), pk=pk)
    after = thread.cursor_before(reply)
    query = f"?after={after}" if after else ""
    return SeeOther(f"{reverse('posts:post', args=[reply.post_id])}{query}#reply-{pk}")
