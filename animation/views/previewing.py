"""The community as somebody of the first wave will find it, shown to its hosts before anybody comes."""

from copy import copy
from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from animation.views.finding import hosted_or_403
from communities.hero import hero, stage_words
from communities.models import Community, Membership
from communities.policies import CommunityPolicy
from core.http import Request, page
from posts import feed
from posts.cards import Viewer, feed_card
from posts.welcome import sample_of

Role, Stage = Membership.Role, Community.Stage


@require_safe
def preview(request: Request, slug: str) -> HttpResponse:
    """What is written reads the same; one neither writes nor reacts from here."""
    community, _may = hosted_or_403(request, slug)
    shown = copy(community)
    if community.is_hidden:
        shown.stage = Stage.PILOT
    found = feed.read(feed.Wish([community.pk], size=50, pinned=True), request.user)
    viewer = Viewer(request.user, Role.MEMBER, writes=False)
    top = hero(shown, CommunityPolicy(shown, Role.MEMBER), here="feed")
    if community.is_hidden:
        top = replace(top, stage=stage_words(shown, now()))
    context: dict[str, Any] = {
        "here": community.slug,
        "community": shown,
        "hero": top,
        "pinned": [feed_card(post, viewer, None, banded=False) for post in found.pinned],
        "cards": [feed_card(post, viewer, None, banded=False) for post in found.posts],
        "faces": top.faces,
        "panel": sample_of(shown),
    }
    return page(request, "animation/preview.html", context)
