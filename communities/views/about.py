"""What a community is for, who answers for it, since when, and who sees what."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from communities.hero import hero
from communities.history import steps
from communities.views.finding import community_or_404
from communities.views.teaser import teaser
from core.http import Request, page
from core.panels import panels_of


@require_safe
def about(request: Request, slug: str) -> HttpResponse:
    """Administrators see the page of what is being prepared; who may not read sees the teaser."""
    community, may = community_or_404(request, slug)
    if not may.read() and not (may.is_staff and may.is_prepared()):
        return teaser(request, community, may)
    shown = hero(community, may, here="about")
    context = {
        "here": community.slug,
        "hero": shown,
        "panels": panels_of("community_about", shown, request.user),
        "steps": steps(community, all_of_them=may.animates() or may.is_staff),
    }
    return page(request, "communities/about.html", context)
