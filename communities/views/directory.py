"""The places one may see."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from communities import directory as places
from communities.invitations import waiting_for
from core.http import Request, page, wants_fragment


@require_safe
def directory(request: Request) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:100]
    found = places.directory(request.user, words=words, after=request.GET.get("after", ""))
    titles = {
        places.MINE: _("Mine"),
        places.PREPARED: _("In preparation"),
        places.JOINABLE: _("Open to all"),
        places.INVITED: _("By invitation"),
        places.ARCHIVED: _("Archives"),
    }
    context = {
        "here": "directory",
        "q": words,
        "invitations": [] if wants_fragment(request) else waiting_for(request.user),
        "after": request.GET.get("after", ""),
        "next": found.next,
        "sections": [(f"section-{rank}", titles[rank], cards) for rank, cards in sorted(found.sections.items())],
    }
    return page(request, "communities/directory.html", context, partial="found")
