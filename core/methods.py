"""A reload or a bookmark of an address that only takes what a page sends leads back to that page (405)."""

from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from core import errors


class MethodMiddleware:
    """The empty 405 of whatever refused the method, to somebody in a browser, becomes a page; its headers stay."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 405 and not response.content and request.method in ("GET", "HEAD", "POST"):
            shown = errors.wrong_method(request, back=belongs_to(request.path))
            response.content = shown.content
            response.headers["Content-Type"] = shown.headers["Content-Type"]
        return response


def belongs_to(path: str) -> str:
    """The nearest address above, whatever stands there; home is always offered."""
    return next((above for above in _above(path) if _is_ours(above)), "")


def _above(path: str) -> Iterator[str]:
    while (path := path.rstrip("/").rpartition("/")[0] + "/") != "/":
        yield path


def _is_ours(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True
