"""The roadmap of all communities, for administrators; for anybody else there is no such page."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.http import Request, page
from pulse.policies import may_see_roadmap
from pulse.roadmap import roadmap as read


@require_safe
def roadmap(request: Request) -> HttpResponse:
    if not may_see_roadmap(request.user):
        raise Http404
    context = {
        "here": "roadmap",
        "map": read(),
        "create": reverse("communities:new"),
        "secret_list": reverse("admin:communities_community_changelist") + "?visibility__exact=secret",
    }
    return page(request, "pulse/roadmap.html", context)
