"""Coming and leaving."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from communities.actions import join_community, leave_community
from communities.views.finding import community_or_404
from core.http import Request, done


@require_POST
def join(request: Request, slug: str) -> HttpResponse:
    community, _may = community_or_404(request, slug)
    join_community(request.user, community)
    messages.success(request, _("Welcome to %(name)s.") % {"name": community.name})
    return done(request, to=community)


@require_POST
def leave(request: Request, slug: str) -> HttpResponse:
    community, _may = community_or_404(request, slug)
    leave_community(request.user, community, words=request.POST.get("reason", ""))
    messages.success(request, _("You have left. Your answers stay useful to others."))
    return done(request, to=community if community.is_open else "communities:directory")
