"""What every answer carries, errors before any other middleware included (R-HD-03, R-HD-04, R-HD-06, R-HD-07)."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

FIXED = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), "
    "publickey-credentials-get=(self), publickey-credentials-create=(self)",
    "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": settings.X_FRAME_OPTIONS,
}
# What letters show: mail is read on other sites.
IN_LETTERS = f"{settings.STATIC_URL}img/"
METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]


class HeadersMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request) if request.method in METHODS else HttpResponseNotAllowed(METHODS)
        if request.path.startswith(IN_LETTERS):
            response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        for name, value in FIXED.items():
            response.headers.setdefault(name, value)
        # Pages are one person's: only files and static answers, which set their own policy, may be kept.
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response
