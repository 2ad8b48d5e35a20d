"""Who asks: session and person, read at every request by one statement that the ORM does not compose again."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib import auth
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.db import connection
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.models import Person

# The words of django.contrib.sessions.backends.db and of ModelBackend.get_user, in SQL.

_brought: ContextVar[tuple[Any, ...] | None] = ContextVar("brought", default=None)


@cache
def person_columns() -> str:
    """Those of a Person, of a table called p."""
    return ", ".join([f"p.{connection.ops.quote_name(str(field.column))}" for field in Person._meta.concrete_fields])


@cache
def _names() -> list[str]:
    return [str(field.attname) for field in Person._meta.concrete_fields]


class Backend(AuthenticationBackend):
    def get_user(self, user_id: Any) -> Person | None:
        """The person of a session; nobody once deactivated. Asked for unless their row came with the session."""
        row = _brought.get()
        if row is None or row[0] != user_id:
            sql = f"SELECT {person_columns()} FROM accounts_person p WHERE p.id = %s AND p.is_active"  # noqa: S608 — our own columns
            with connection.cursor() as cursor:
                cursor.execute(sql, [user_id])
                row = cursor.fetchone()
        return Person.from_db(connection.alias, _names(), row) if row else None


class RecognitionMiddleware(AuthenticationMiddleware):
    """Django's, which verifies whose session it is; `Backend.get_user` finds the row the session brought."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: _person_of(request))  # type: ignore[assignment]


def _person_of(request: Any) -> Any:
    if not hasattr(request, "_cached_user"):
        request.session.get(auth.SESSION_KEY)  # loads it, and with it the row
        with _with(getattr(request.session, "person_row", None)):
            request._cached_user = auth.get_user(request)
    return request._cached_user


@contextmanager
def _with(row: tuple[Any, ...] | None) -> Iterator[None]:
    token = _brought.set(row)
    try:
        yield
    finally:
        _brought.reset(token)
