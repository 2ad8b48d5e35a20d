"""What this network measures, and what it never does, in plain words."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from core.http import Request, page
from core.panels import tabs_of


@require_safe
def measured(request: Request) -> HttpResponse:
    context = {"here": "me", "tab": "measured", "tabs": tabs_of("me")}
    return page(request, "pulse/measured.html", context)
