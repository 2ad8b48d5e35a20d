"""A thread: the post, its replies, who took part."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_safe
from django_htmx.http import trigger_client_event

from accounts.models import Person
from communities.events import CommunityVisited
from communities.tiles import art
from core import shell
from core.events import publish
from core.http import Request, SeeOther, is_prefetch, is_visit, page, wants_fragment
from core.paging import Cursor
from core.presence import Presence
from posts import thread
from posts.arrivals import Arrivals
from posts.cards import Viewer, accepted_by, post_card, reply_card
from posts.loading import MANY, thread_or_none
from posts.models import Post, Reply
from posts.newness import may_keep
from posts.reading import read_post
from posts.rows import Face
from posts.views.community import place_among


def find(request: Request, pk: int) -> Post:
    """The post, if this reader may see it; a deleted one stays while it carries replies."""
    post = thread_or_none(request.user, pk)
    if post is None or (post.is_deleted and not post.reply_count):
        raise Http404
    return post


@require_safe
def post(request: Request, pk: int) -> HttpResponse:
    """`?at=new` leads to what is new, on whichever page; `#replies_page` alone when htmx asks for the rest."""
    moment = now()
    post: Any = find(request, pk)
    # The places alone: the bell is asked when the page is rendered, once what is opened here is read.
    place = place_among(shell.of(request).only("communities"), post.community)
    viewer = Viewer.at(request.user, place)
    after = Cursor.read(request.GET.get("after", ""))
    since = thread.new_since(post, viewer, Cursor.read(request.GET.get("since", "")))
    replies = thread.read(post, viewer, after, since)
    unread = post.unread if since and not after else []
    at_new = request.GET.get("at") == "new"
    if at_new and unread and unread[0] not in replies.ids:
        cursor = thread.cursor_before(post.pk, post.first_unread_at, unread[0])
        return SeeOther(f"{request.path}?after={cursor}#new")
    until = thread.read_up_to(post, replies, after, moment)
    counts = place and request.user.reading != Person.Reading.MANUAL and not is_prefetch(request)
    read = until if counts else None
    if read:
        read_post(request.user, post, None if read == moment else read)
    if place and is_visit(request):
        publish(CommunityVisited(post.community, request.user))
    card = post_card(post, viewer)
    if place and may_keep(post, request.user, moment):
        card.mark = "keep" if max(post.since, read or post.since) >= post.last_activity_at else "post"
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
        "presence": Presence(post.community.member_count, post.contributors),
        "viewer": viewer,
        "host": Face(**post.host) if post.host else None,
        "arrivals": Arrivals(post, replies.latest, []),
        "whole": not replies.next and not replies.has_earlier,
        "since": str(thread.begun_with(post, since)),
        "news": 0 if at_new else len(unread),
        "news_shown": f"{MANY - 1}+" if len(unread) == MANY else len(unread),
        "news_url": "#new" if unread and unread[0] in replies.ids else "?at=new#new",
    }
    response = page(request, "posts/post.html", context, partial="replies_page")
    first = replies.cards[0].id if replies.cards and after and wants_fragment(request) else ""
    return trigger_client_event(response, "said", {"focus": first}, after="settle") if first else response


@require_safe
def reply_permalink(request: Request, pk: int) -> HttpResponse:
    """Where a reply stands in its thread, however long."""
    reply = get_object_or_404(Reply.objects.visible_to(request.user), pk=pk)
    after = thread.cursor_before(reply.post_id, reply.created_at, reply.pk)
    query = f"?after={after}" if after else ""
    return SeeOther(f"{reverse('posts:post', args=[reply.post_id])}{query}#reply-{pk}")
