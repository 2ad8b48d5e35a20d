"""A request too heavy is refused by what it announces, before a byte of it is read (R-FI-03)."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from core import errors

# The text fields and headers that travel with a file.
_BESIDE_THE_FILE = 2 * 1024 * 1024


class UploadLimitMiddleware:
    """413 for a body above one full-size file. WSGI gives no more than the length announced, so none can lie."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isascii() and length.isdigit() and int(length[:20]) > settings.UPLOAD_MAX_BYTES + _BESIDE_THE_FILE:
            return errors.too_large(request)
        return self.get_response(request)
