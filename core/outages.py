"""When the database is away or too busy, say so and when to come back, instead of failing (L-01, L-03, L-07)."""

import logging
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from core import errors

log = logging.getLogger("rsenet.outages")


class OutageMiddleware:
    """For what views raise; the same from a middleware reaches `errors.server_error`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not is_outage(exception):
            return None
        log.warning("no answer from the database: %s", str(exception).partition("\n")[0])
        return errors.unavailable(request)


def is_outage(exception: BaseException | None) -> bool:
    """No connection, a statement cut off, a lock not had in time: nothing the person did, all of it passes."""
    return isinstance(exception, OperationalError | InterfaceError)
