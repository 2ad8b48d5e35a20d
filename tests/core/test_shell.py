"""The frame's parts come in one statement, and never older than what the request has done."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

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


def test_what_is_forgotten_is_read_again_alone(request_of):
    parts = shell.of(request_of())
    communities = parts["communities"]

    parts.forget("bell")

    assert statements(lambda: parts["bell"]) == 1
    assert parts["communities"] is communities


def test_a_visitor_has_none(request_of):
    request = request_of()
    request.user = AnonymousUser()

    assert shell.whole(request) == {}
