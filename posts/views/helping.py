"""While one types: how it will look, and whose name one is looking for."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from communities.models import Community
from communities.policies import CommunityPolicy
from core.http import Request, page
from core.policies import require
from posts import mentions
from posts.views.finding import community_or_404, community_written_in, post_or_404


@require_POST
def preview(request: Request) -> HttpResponse:
    """The rendering alone; without a script the form's own address answers (`preview=1`)."""
    community = community_written_in(request)
    if community is not None:
        require(CommunityPolicy.of(request.user, community).post())
    html = mentions.preview(request.POST.get("body", ""), community)
    return page(request, "posts/_preview.html", {"preview": html})


@require_safe
def mentionable(request: Request, slug: str) -> HttpResponse:
    return _offer(request, community_or_404(request, slug))


@require_safe
def mentionable_in_thread(request: Request, pk: int) -> HttpResponse:
    return _offer(request, post_or_404(request, pk).community)


def _offer(request: Request, community: Community) -> HttpResponse:
    """Those who may see what is written there, to somebody who may write it."""
    require(CommunityPolicy.of(request.user, community).post())
    found = mentions.offered(request.GET.get("q", ""), community, request.user)
    return page(request, "posts/_people.html", {"people": found})
