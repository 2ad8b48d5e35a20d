"""The places one may see."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from communities.models import Community
from core.http import Request, page


@require_GET
def directory(request: Request) -> HttpResponse:
    communities = list(Community.objects.visible_to(request.user))
    return page(request, "communities/directory.html", {"communities": communities})
