"""`/styleguide/`: there with RSENET_DEBUG, not found otherwise."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from core.http import Request, page
from rsenet.styleguide.samples import samples


@require_safe
def styleguide(request: Request) -> HttpResponse:
    if not settings.STYLEGUIDE:
        raise Http404
    return page(request, "styleguide/page.html", samples(request.user))
