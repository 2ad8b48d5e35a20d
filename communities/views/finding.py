"""Every page about a community starts here: what is not visible does not exist (R-AZ-03)."""

from django.shortcuts import get_object_or_404

from communities.models import Community
from communities.policies import CommunityPolicy
from core.http import Request


def community_or_404(request: Request, slug: str) -> tuple[Community, CommunityPolicy]:
    """The community as this person may know it, and what they may do there. Two queries."""
    community = get_object_or_404(Community.objects.visible_to(request.user), slug=slug)
    return community, CommunityPolicy.of(request.user, community)
