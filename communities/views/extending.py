"""A pilot that should have ended gets more time, once."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from communities.actions import extend_stage
from communities.forms import ReasonForm
from communities.hero import hero
from communities.views.finding import blame, community_or_404
from core.http import Request, done, page
from core.policies import require
from core.when import day


@require_http_methods(["GET", "HEAD", "POST"])
def extend(request: Request, slug: str) -> HttpResponse:
    """GET asks what the time is for, POST gives it."""
    community, may = community_or_404(request, slug)
    require(may.change_stage())
    form = ReasonForm(request.POST if request.method == "POST" else None, label=_("What is the extra time for?"))
    if form.is_valid():
        try:
            extension = extend_stage(request.user, community, reason=form.cleaned_data["reason"])
        except ValidationError as error:
            blame(form, error)
        else:
            messages.success(request, _("The pilot goes on until %(date)s.") % {"date": day(extension.until)})
            return done(request, to=f"/communities/{community.slug}/about/")
    context = {"here": community.slug, "community": community, "hero": hero(community, may, here=""), "form": form}
    return page(request, "communities/extend.html", context, status=422 if form.is_bound else 200)
