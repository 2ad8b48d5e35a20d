"""How a view answers: a page for a visit, its named partial for htmx, 303 after a write."""

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.shortcuts import resolve_url
from django.template import loader
from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails

from core import queries, shell


class Request(HttpRequest):
    """A signed-in request, as views see it."""

    user: Any
    htmx: HtmxDetails


class SeeOther(HttpResponseRedirect):
    """After a write, read the result."""

    status_code = 303


def wants_fragment(request: HttpRequest) -> bool:
    """Whether htmx swaps a part; boosted and history-restore requests get the whole page."""
    htmx = cast(Request, request).htmx
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def is_prefetch(request: HttpRequest) -> bool:
    """A browser reading ahead is not a person being there."""
    return "prefetch" in request.headers.get("Sec-Purpose", "")


def is_visit(request: HttpRequest) -> bool:
    """Somebody opens a page: neither a part of one, nor what a script or a browser asks for by itself."""
    return request.method == "GET" and not wants_fragment(request) and not is_prefetch(request)


def page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    partial: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page for a visit, `template#partial` for an htmx swap. Templates cannot query: load everything first."""
    # The token as the words it is: Django's would be asked what it is once for each form of the page.
    name, context = template, {"csrf_token": get_token(request), **(context or {})}
    if partial and wants_fragment(request):
        name = f"{template}#{partial}"
    else:
        context["shell"] = shell.whole(request)
    with queries.forbidden():
        body = loader.render_to_string(name, context, request)
    response = HttpResponse(body, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def done(request: HttpRequest, *, to: Any, show: Callable[[], HttpResponse] | None = None) -> HttpResponse:
    """After a write: what `show` renders for htmx, else 303 to `to` (anything resolve_url takes)."""
    if show is not None and wants_fragment(request):
        return show()
    return SeeOther(resolve_url(to))


class ShellMiddleware:
    """Pages rendered by others (allauth) get the same shell as ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_template_response(self, request: HttpRequest, response: TemplateResponse) -> TemplateResponse:
        if not request.path.startswith(f"/{settings.ADMIN_PATH}"):
            response.context_data = {**(response.context_data or {}), "shell": shell.whole(request)}
        return response


def site(request: HttpRequest) -> dict[str, Any]:
    """Context processor: what every template may name, without a query."""
    return {"company": settings.COMPANY, "debug": settings.DEBUG}
