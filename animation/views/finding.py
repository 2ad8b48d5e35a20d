"""Every page for hosts starts here: who does not see the community gets a 404, who does not host it a 403."""

from django.db.models import Q
from django.shortcuts import get_object_or_404

from animation.models import PlannedPost
from animation.policies import PlanPolicy
from communities.models import Community
from communities.policies import CommunityPolicy
from communities.views.finding import community_or_404
from core.http import Request
from core.policies import require


def hosted_or_403(request: Request, slug: str) -> tuple[Community, CommunityPolicy]:
    community, may = community_or_404(request, slug)
    require(PlanPolicy(may).read())
    return community, may


def planned_or_404(request: Request, slug: str, pk: int) -> tuple[Community, CommunityPolicy, PlannedPost]:
    """A text of this community; published ones too, for the action to refuse."""
    community, may = hosted_or_403(request, slug)
    rows = PlannedPost.objects.visible_to(request.user).select_related("author", "prepared_by", "post")
    planned = get_object_or_404(rows, community=community, pk=pk)
    planned.community = community
    return community, may, planned


def to_sign_or_404(request: Request, pk: int) -> PlannedPost:
    """Somebody's text under my name, asked for or answered."""
    asked = Q(asked_at__isnull=False) | Q(approved_at__isnull=False) | Q(declined_at__isnull=False)
    rows = PlannedPost.objects.filter(asked, author=request.user).exclude(prepared_by=request.user)
    return get_object_or_404(rows.select_related("community", "author", "prepared_by"), pk=pk)
