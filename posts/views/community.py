"""The feed of one community; a private one shows strangers its purpose and its hosts."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import now
from django.views.decorators.http import require_GET

from communities.models import Community
from core import shell
from core.http import Request, page, wants_fragment
from core.paging import Cursor
from posts import contributors, feed
from posts.cards import PostCard, Viewer, post_card
from posts.loading import posts_for
from posts.reading import visit_feed
from posts.shell import Place
from posts.views.home import cards_of, draw_line, is_prefetch, wish_of


def place_in(request: Request, community: Community) -> Place | None:
    """My place in a community, None when I only pass by. No query: the rail knows."""
    return next((place for place in shell.of(request)["communities"] if place.id == community.pk), None)


def pinned(community: Community, request: Request, place: Place | None) -> list[PostCard]:
    """What the hosts keep at the top, the latest pinned first; three at most."""
    posts = posts_for(request.user).filter(community=community, pinned_at__isnull=False, deleted_at=None)
    viewer = Viewer.at(request.user, place)
    return [post_card(post, viewer) for post in posts.order_by("-pinned_at")[:3]]


@require_GET
def community(request: Request, slug: str) -> HttpResponse:
    community = get_object_or_404(Community.objects.visible_to(request.user), slug=slug)
    place = place_in(request, community)
    if place is None and not community.is_open and not community.is_hidden:
        from communities.views import teaser

        return teaser(request, community)
    wish = wish_of(request, [community.pk])
    since = None
    if place and not wish.before and not is_prefetch(request):
        since = visit_feed(request.user, community.pk)
    found = feed.read(wish, request.user)
    cards = cards_of(found.posts, request, {community.pk: place} if place else {}, banded=False)
    draw_line(cards, since, wish.order)
    context: dict[str, Any] = {
        "here": community.slug,
        "community": community,
        "place": place,
        "viewer": Viewer.at(request.user, place),
        "cards": cards,
        "next": found.next,
        "wish": wish,
        "since": since,
        "first_page": wish.before is None,
        "newest": str(Cursor(now(), 0)),
    }
    if wish.before is None and not wish.open_questions and not wants_fragment(request):
        context["pinned"] = pinned(community, request, place)
    if not wants_fragment(request):
        context["contributors"] = contributors.contributors(community.pk)
    return page(request, "posts/community.html", context, partial="feed_page")
