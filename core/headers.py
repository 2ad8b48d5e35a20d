"""What every answer carries besides Django's own headers (R-HD-03, R-HD-04, R-HD-06)."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

FIXED = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), "
    "publickey-credentials-get=(self), publickey-credentials-create=(self)",
}


class HeadersMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in FIXED.items():
            response.headers.setdefault(name, value)
        # Pages are one person's: only files and static answers, which set their own policy, may be kept.
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response
