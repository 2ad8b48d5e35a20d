"""The error pages: a full page for a visit, one sentence for a fragment. None echoes what was asked (R-XS-03)."""

import sys
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

OUTAGE_SECONDS = 5  # after which trying again makes sense


def _error(request: HttpRequest, status: int, title: str, text: str, *, back: str = "") -> HttpResponse:
    name = "errors/_toast.html" if request.headers.get("HX-Request") else "errors/error.html"
    body = loader.render_to_string(name, {"status": status, "title": title, "text": text, "back": back}, request)
    return HttpResponse(body, status=status)


def _came_from(request: HttpRequest) -> str:
    """The page of ours that the browser says it came from, if any: who was refused reads there what holds now."""
    referer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure()):
        return ""
    address = urlsplit(referer)
    path = address.path + (f"?{address.query}" if address.query else "")
    try:
        resolve(address.path)
    except Resolver404:
        return ""
    return "" if path == "/" else path


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return _error(
            request, 413, _("This text is too heavy"), _("2 MB at most. Go back: your text is still in the form.")
        )
    return _error(request, 400, _("This address is incomplete or damaged"), _("Start again from the home page."))


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _error(
        request,
        403,
        _("This is not open to you"),
        _("Its members or its host decide who comes in. Ask them, or go back home."),
    )


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _error(
        request,
        404,
        _("This page doesn't exist, or no longer does"),
        _("It may have been moved, deleted, or reserved to others."),
    )


def wrong_method(request: HttpRequest, back: str) -> HttpResponse:
    return _error(
        request,
        405,
        _("This address only works from a page"),
        _("A button of a page sends something here; opened by itself, it shows nothing. Nothing was changed."),
        back=back,
    )


def conflict(request: HttpRequest, message: str) -> HttpResponse:
    """The sentence is our own (core.policies.Conflict), never an echo of what was asked."""
    return _error(request, 409, _("Something has changed meanwhile"), message, back=_came_from(request))


def too_large(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _error(request, 413, _("This file is too heavy"), _("25 MB at most. Your text is kept."))


def too_many(
    request: HttpRequest, exception: Any = None, retry_after: int = 60, text: str | None = None
) -> HttpResponse:
    text = text or _("For your safety, wait a few minutes before trying again.")
    response = _error(request, 429, _("Too many attempts"), text)
    response.headers["Retry-After"] = str(retry_after)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    from core.outages import is_outage

    if is_outage(sys.exc_info()[1]):
        return unavailable(request)
    return _error(
        request,
        500,
        _("The server couldn't answer"),
        _("Your text is kept on this device. Try again in a moment."),
    )


def unavailable(request: HttpRequest) -> HttpResponse:
    """While the database is away: rendered without the request, whose person would have to be looked up."""
    name = "errors/_toast.html" if request.headers.get("HX-Request") else "errors/error.html"
    context = {
        "status": 503,
        "title": _("RSEnet is catching its breath"),
        "text": _("Your text is kept on this device. Try again in a few seconds."),
        "back": "",
        "company": settings.COMPANY,
        "user": AnonymousUser(),
    }
    body = loader.render_to_string(name, context)
    return HttpResponse(body, status=503, headers={"Retry-After": str(OUTAGE_SECONDS)})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """R-CS-01: refused without effect; the commonest cause is a page left open too long."""
    return _error(
        request, 403, _("This page was open for too long"), _("Reload it, then send again. Your text is kept.")
    )
