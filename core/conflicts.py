"""A Conflict becomes a 409, TooMany a 429: a page for a visit, one sentence for a fragment."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from core import errors
from core.policies import Conflict, TooMany


class ConflictMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Conflict):
            return errors.conflict(request, exception.message)
        if isinstance(exception, TooMany):
            return errors.too_many(request, retry_after=exception.retry_after, text=exception.message)
        return None
