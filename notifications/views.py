"""What concerns me."""

from datetime import datetime

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import is_aware, now
from django.views.decorators.http import require_POST, require_safe

from core import shell
from core.http import Request, SeeOther, done, page, wants_fragment
from core.paging import Cursor
from notifications import actions, cards
from notifications.models import Notification
from posts.actions import toggle_follow

PAGE = "notifications/notifications.html"
LIST = "notifications:notifications"
CHANGED = "notifications:changed"  # what the bell listens to


@require_safe
def notifications(request: Request) -> HttpResponse:
    """The first page in sections, by what is expected of me; the older ones in order of time."""
    before = Cursor.read(request.GET.get("before", ""))
    found = cards.read(request.user, before)
    context = {
        "here": "notifications",
        "sections": [] if before else cards.sections(found.cards),
        "older": found.cards if before else [],
        "first_page": before is None,
        "next": found.next,
        "has_new": any(card.is_new for card in found.cards),
        "days": settings.NOTIFICATION_DAYS,
        "until": now().isoformat(),
    }
    return page(request, PAGE, context, partial="older")


@require_POST
def open_(request: Request, pk: int) -> HttpResponse:
    """Go where it leads; it is read from now on."""
    notification = _find(request, pk)
    actions.mark_read(request.user, notification)
    return SeeOther(notification.target)


@require_POST
def read(request: Request, pk: int) -> HttpResponse:
    actions.mark_read(request.user, _find(request, pk))
    return _changed(request, pk)


@require_POST
def unread(request: Request, pk: int) -> HttpResponse:
    actions.mark_unread(request.user, _find(request, pk))
    return _changed(request, pk)


@require_POST
def follow(request: Request, pk: int) -> HttpResponse:
    """Silence its thread from here, or hear from it again."""
    post = _find(request, pk).post
    if post is None:
        raise Http404
    toggle_follow(request.user, post)
    return _changed(request, pk)


@require_POST
def read_all(request: Request) -> HttpResponse:
    """`until` is when the page was rendered: what came later was not on it."""
    actions.mark_all_read(request.user, _moment(request.POST.get("until", "")))
    return SeeOther("/notifications/")


@require_safe
def bell(request: Request) -> HttpResponse:
    """How much is unread, for the rail and the tab bar of a page left open."""
    return render(request, "notifications/_bell.html", {"count": shell.of(request).only("bell")})


def _find(request: Request, pk: int) -> Notification:
    """Mine and not masked; the others' do not exist (R-AZ-07)."""
    return get_object_or_404(Notification.objects.visible_to(request.user), pk=pk)


def _changed(request: Request, pk: int) -> HttpResponse:
    response = done(request, to=LIST, show=lambda: _row(request, pk))
    if wants_fragment(request):
        response.headers["HX-Trigger"] = CHANGED
    return response


def _row(request: Request, pk: int) -> HttpResponse:
    card = cards.one(request.user, pk)
    if card is None:
        raise Http404
    return render(request, "notifications/_row.html", {"card": card})


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text) if text else now()
    except ValueError as error:
        raise BadRequest("until") from error
    if not is_aware(moment):
        raise BadRequest("until")
    return moment
