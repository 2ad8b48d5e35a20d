"""The database ends where the template begins."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.conf import settings
from django.db import connections


class QueryInTemplate(AssertionError):
    """A template asked the database: load what it shows in the view."""


def _refuse(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    raise QueryInTemplate(sql)


@contextmanager
def forbidden() -> Iterator[None]:
    """Any SQL inside raises QueryInTemplate with its text; where people work, a slower page beats a broken one."""
    with ExitStack() as stack:
        if not settings.STRICT_TEMPLATES:
            yield
            return
        for connection in connections.all(initialized_only=True):
            stack.enter_context(connection.execute_wrapper(_refuse))
        yield
