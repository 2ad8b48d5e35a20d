"""The frame's parts come in one statement, and never older than what the request has done."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from psycopg import _queries

from core import shell
from posts import today  # noqa: F401 — brings a part of its own page

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_of(member):
    def make(method="get"):
        request = getattr(RequestFactory(), method)("/")
        request.user = member
        return request

    return make


def statements(do):
    with CaptureQueriesContext(connection) as queries:
        do()
    return len(queries)


def test_all_parts_of_a_page_come_in_one_statement(request_of):
    request = request_of()

    assert statements(lambda: shell.of(request, "arrivals")["communities"]) == 1
    assert statements(lambda: shell.whole(request)) == 0
    assert {"communities", "bell", "arrivals"} <= shell.whole(request).keys()


def test_a_part_of_one_page_is_not_asked_for_elsewhere(request_of):
    assert "arrivals" not in shell.whole(request_of())


def test_what_a_view_changes_is_read_when_its_page_is_rendered(request_of):
    request = request_of("post")

    shell.of(request)["communities"]

    assert "bell" not in shell.of(request)
    assert statements(lambda: shell.whole(request)) == 1


def test_one_part_alone_leaves_the_others_for_later(request_of):
    request = request_of()
    communities = shell.of(request).only("communities")

    assert "bell" not in shell.of(request)
    assert statements(lambda: shell.whole(request)) == 1
    assert shell.whole(request)["communities"] is communities


def test_a_visitor_has_none(request_of):
    request = request_of()
    request.user = AnonymousUser()

    assert shell.whole(request) == {}


def test_the_statement_of_the_frame_is_read_once(request_of):
    shell.whole(request_of())
    before = _queries._query2pg.cache_info()

    with CaptureQueriesContext(connection) as queries:
        shell.whole(request_of())

    assert len(queries[0]["sql"]) > 4096, "psycopg would keep it by itself"
    assert _queries._query2pg.cache_info().misses == before.misses
