"""The feed of one community; a private one shows strangers its purpose and its hosts."""

from dataclasses import replace
from typing import Any

from django.db.models import OuterRef, QuerySet
from django.http import Http404, HttpResponse
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from accounts.anybody import anybody
from accounts.models import Person
from communities.events import CommunityVisited
from communities.hero import hero
from communities.models import Community
from communities.policies import CommunityPolicy
from communities.views import teaser
from core import shell
from core.compiled import A_SLUG, Compiled
from core.events import publish
from core.http import Request, is_visit, page, wants_fragment
from core.paging import Cursor
from core.panels import first_panel_of, loaders_of, loads_of
from posts import contributors, feed
from posts.boxes import Composer
from posts.cards import Viewer, feed_card
from posts.drafts import draft_of
from posts.rows import Face
from posts.shell import Place
from posts.views.home import cards_of, draw_line, since_of, wish_of


def place_in(request: Request, community: Community) -> Place | None:
    """My place in a community, None when I only pass by. No query: the rail knows."""
    return place_among(shell.of(request)["communities"], community)


def place_among(places: list[Place], community: Community) -> Place | None:
    return next((place for place in places if place.id == community.pk), None)


def _visible(viewer: Person, slug: str) -> QuerySet[Community]:
    visible = Community.objects.visible_to(viewer).annotate(
        draft=draft_of(viewer, community=OuterRef("pk")), **loads_of("community_feed", viewer)
    )
    return contributors.with_people(visible).filter(slug=slug)[:1]


_loaded = Compiled(
    _visible,
    pretend=lambda key: anybody(key[0]),
    key=lambda viewer: (viewer.is_staff, loaders_of("community_feed")),
    about=(A_SLUG,),
)


@require_safe
def community(request: Request, slug: str) -> HttpResponse:
    """`#feed_page` alone when htmx asks for the next page."""
    community = next(iter(_loaded.objects(request.user, request.user.pk, slug)), None)
    if community is None:
        raise Http404
    place = place_in(request, community)
    is_creator = community.created_by_id == request.user.pk
    may = CommunityPolicy(community, place.role if place else None, request.user.is_staff, is_creator=is_creator)
    if not may.read():
        return teaser(request, community)
    wish = wish_of(request, [community.pk])
    wish = replace(wish, pinned=wish.before is None and not wish.open_questions)
    since = since_of(request, wish, place.visit, community.pk) if place else None
    if place and is_visit(request):
        publish(CommunityVisited(community, request.user))
    found = feed.read(wish, request.user)
    cards = cards_of(found.posts, request, {community.pk: place} if place else {}, banded=False)
    draw_line(cards, since, wish)
    context: dict[str, Any] = {
        "here": community.slug,
        "community": community,
        "place": place,
        "viewer": Viewer.at(request.user, place),
        "pinned": [feed_card(post, Viewer.at(request.user, place), place, banded=False) for post in found.pinned],
        "cards": cards,
        "next": found.next,
        "wish": wish,
        "since": since,
        "first_page": wish.before is None,
        "newest": str(Cursor(now(), 0)),
    }
    if not wants_fragment(request):
        if may.post():
            context["composer"] = Composer.inside(community).restored(community.draft)
        context["faces"] = [Face(**face) for face in community.faces]
        if place and not wish.before:
            context["panel"] = first_panel_of("community_feed", community, request.user)
        context["hero"] = hero(community, may, here="feed", contributors=community.contributors)
    return page(request, "posts/community.html", context, partial="feed_page")
