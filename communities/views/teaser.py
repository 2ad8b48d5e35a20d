"""What a colleague sees of a community whose posts they may not read: what it is for, and whom to ask (D2)."""

from django.http import HttpResponse

from communities.hero import hero
from communities.models import Community
from communities.policies import CommunityPolicy
from core.http import Request, page


def teaser(request: Request, community: Community, may: CommunityPolicy | None = None) -> HttpResponse:
    """Called by the page of the feed, one room higher, for a community that is visible but not readable."""
    may = may or CommunityPolicy.of(request.user, community)
    return page(request, "communities/teaser.html", {"hero": hero(community, may, here="feed")})
