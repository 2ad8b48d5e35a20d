"""A host says when they are away, on the page about who hosts."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from communities import actions
from communities.absences import who_may_stand_in
from communities.hosting import hosting_of
from communities.life_forms import AbsenceForm
from communities.views.finding import blame, community_or_404
from communities.views.hosting import host_page
from core.http import Request, done
from core.policies import require


@require_POST
def away(request: Request, slug: str) -> HttpResponse:
    community, may = community_or_404(request, slug)
    require(may.owns())
    form = AbsenceForm(request.POST, people=who_may_stand_in(community, hosting_of(community)))
    if form.is_valid():
        try:
            absence = actions.declare_absence(request.user, community, **form.cleaned_data)
        except ValidationError as error:
            blame(form, error)
        else:
            words = _("Saved. %(name)s answers meanwhile.") if absence.stand_in else _("Saved.")
            name = {"name": absence.stand_in.display_name} if absence.stand_in else {}
            messages.success(request, words % name)
            return done(request, to=f"/communities/{community.slug}/host/")
    return host_page(request, community, may, away=form, status=422)


@require_POST
def back(request: Request, slug: str) -> HttpResponse:
    """They are there after all."""
    community, may = community_or_404(request, slug)
    require(may.owns())
    actions.withdraw_absence(request.user, community)
    messages.success(request, _("Nobody is told any more that you are away."))
    return done(request, to=f"/communities/{community.slug}/host/")
