"""Small gestures on the calendar: another day, back to a draft, out at once, away."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from animation import actions, hours
from animation.forms import WhenForm
from animation.views.finding import planned_or_404
from animation.views.planning import tell_when
from animation.views.seeding import show
from core.http import Request, done
from posts.forms import messages_of


@require_POST
def move(request: Request, slug: str, pk: int) -> HttpResponse:
    community, may, planned = planned_or_404(request, slug, pk)
    form = WhenForm(request.POST)
    refusals = [str(error) for errors in form.errors.values() for error in errors]
    if not refusals:
        day, clock = form.cleaned_data["day"], form.cleaned_data["clock"]
        try:
            moment = hours.moment_of(community, day, clock)
            saved = actions.schedule_post(request.user, planned, at=moment)
        except ValidationError as error:
            refusals = [sentence for sentences in messages_of(error).values() for sentence in sentences]
        else:
            tell_when(request, community, saved, moment)
            return done(request, to=_page(slug))
    return show(request, community, may, refusal=" ".join(refusals), status=422)


@require_POST
def unschedule(request: Request, slug: str, pk: int) -> HttpResponse:
    _community, _may, planned = planned_or_404(request, slug, pk)
    actions.unschedule_post(request.user, planned)
    messages.success(request, _("It is a draft again."))
    return done(request, to=_page(slug))


@require_POST
def publish(request: Request, slug: str, pk: int) -> HttpResponse:
    community, may, planned = planned_or_404(request, slug, pk)
    try:
        post = actions.publish_now(request.user, planned)
    except ValidationError as error:
        sentences = [sentence for sentences in messages_of(error).values() for sentence in sentences]
        return show(request, community, may, refusal=" ".join(sentences), status=422)
    messages.success(request, _("Published"))
    return done(request, to=post)


@require_POST
def discard(request: Request, slug: str, pk: int) -> HttpResponse:
    _community, _may, planned = planned_or_404(request, slug, pk)
    actions.discard_planned(request.user, planned)
    messages.success(request, _("Discarded."))
    return done(request, to=_page(slug))


def _page(slug: str) -> str:
    return reverse("animation:seeding", args=[slug])
