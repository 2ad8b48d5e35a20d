"""A connection is kept, and checked before it is used again without a statement each time (L-02)."""

import time

import pytest
from django.db import connection as ours
from django.db.backends.utils import CursorWrapper

from rsenet.postgres import base

pytestmark = pytest.mark.django_db


@pytest.fixture
def link():
    """A connection of its own, as a request has it, which asked something a moment ago."""
    link = ours.copy()
    assert isinstance(link, base.DatabaseWrapper)
    ask(link, "SELECT 1")
    link.is_usable()
    yield link
    link.close()


@pytest.fixture
def asked(monkeypatch):
    """What is asked of psycopg, health checks included."""
    asked = []
    execute = CursorWrapper.execute
    monkeypatch.setattr(
        CursorWrapper, "execute", lambda self, sql, *rest: (asked.append(sql), execute(self, sql, *rest))[1]
    )
    check = base.base.DatabaseWrapper.is_usable
    monkeypatch.setattr(base.base.DatabaseWrapper, "is_usable", lambda self: (asked.append("check"), check(self))[1])
    return asked


def ask(link, sql, parameters=()):
    with link.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchone()[0]


def hang_up(link):
    pid = ask(link, "SELECT pg_backend_pid()")
    ask(ours, "SELECT pg_terminate_backend(%s, 5000)", [pid])


def test_a_connection_that_has_just_answered_is_not_asked_how_it_is(link, asked):
    assert link.is_usable()
    assert asked == []


def test_one_that_was_left_alone_for_a_while_is_asked(link, asked, monkeypatch):
    later = time.monotonic() + base.FRESH + 1
    monkeypatch.setattr(base.time, "monotonic", lambda: later)

    assert link.is_usable()
    assert asked == ["check"]


def test_one_that_the_server_closed_is_not_used_again(link):
    hang_up(link)

    assert not link.is_usable()


def test_the_first_request_after_the_server_closed_it_gets_a_new_one(link):
    hang_up(link)
    link.close_if_unusable_or_obsolete()  # as at the beginning of a request

    assert ask(link, "SELECT 2") == 2


def test_one_left_in_the_middle_of_something_is_asked(link, asked):
    link.connection.autocommit = False
    link.connection.execute("SELECT 1")

    link.is_usable()

    assert "check" in asked
