"""Home: what is new across my communities, what is expected of me, then an end."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from communities.invitations import waiting_for
from core import shell
from core.http import Request, is_prefetch, page, wants_fragment
from core.paging import Cursor
from core.when import Reading
from posts import feed, today
from posts.cards import PostCard, Viewer, feed_card
from posts.reading import line_of, visit_feed
from posts.rows import FeedPost
from posts.shell import MOST, Place, Visit


def wish_of(request: Request, communities: Sequence[int]) -> feed.Wish:
    """The feed a query string asks for: ?order=newest, ?open=1, ?before=<cursor>."""
    order = request.GET.get("order") or request.user.feed_order
    return feed.Wish(
        communities=communities,
        order=order if order in feed.ORDERS else "activity",
        open_questions=request.GET.get("open") == "1",
        before=Cursor.read(request.GET.get("before", "")),
    )


def draw_line(cards: list[PostCard], since: datetime | None, wish: feed.Wish) -> None:
    """Put "you were here" above the first card whose activity is older than the visit before this one: on one page of
    the feed, and nowhere when it is the first of all."""
    before = wish.before.moment if wish.before else None
    if since is None or (before and before <= since):
        return
    for index, card in enumerate(cards):
        if getattr(card.post, feed.ORDERS[wish.order]) <= since:
            card.line_before = index > 0 or before is not None
            return


def since_of(request: Request, wish: feed.Wish, last: Visit, community_id: int | None = None) -> datetime | None:
    """When the visit before this one ended. Coming in is noted; going further down, or reading ahead, is not."""
    if wish.before or is_prefetch(request):
        return line_of(last)
    return visit_feed(request.user, last, community_id)


def cards_of(posts: list[FeedPost], request: Request, places: dict[int, Place], banded: bool = True) -> list[PostCard]:
    """The posts of a feed as cards. No query."""
    reading = Reading()
    return [
        feed_card(post, Viewer.at(request.user, place, reading), place, banded=banded)
        for post in posts
        for place in [places.get(post.community_id)]
    ]


@require_safe
def home(request: Request) -> HttpResponse:
    """`#feed-page` alone when htmx asks for the next page."""
    parts = shell.of(request) if wants_fragment(request) else shell.of(request, "arrivals")
    places: list[Place] = parts["communities"]
    live = {place.id: place for place in places}
    wish = wish_of(request, list(live))
    since = since_of(request, wish, places[0].home_visit if places else Visit())
    found = feed.read(wish, request.user)
    cards = cards_of(found.posts, request, live)
    draw_line(cards, since, wish)
    context: dict[str, Any] = {
        "here": "home",
        "cards": cards,
        "next": found.next,
        "wish": wish,
        "since": since,
        "news": sum(place.unread for place in places),
        "news_at_least": any(place.unread >= MOST for place in places),
        "places": places,
        "first_page": wish.before is None,
        "newest": str(Cursor(now(), 0)),
    }
    if not wants_fragment(request):
        if not places:
            context["waiting"] = waiting_for(request.user)
        context["todo"] = today.todo(request.user, cards, parts["arrivals"])
    return page(request, "posts/home.html", context, partial="feed_page")
