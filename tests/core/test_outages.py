"""The database away: an honest 503, soon, and everything well again afterwards."""

import pytest
from django.db import OperationalError, connection, connections
from django.http import HttpResponse
from django.urls import path

from core import health

pytestmark = pytest.mark.django_db


def _away(*args, **kwargs):
    raise OperationalError("connection refused\nhost=secret")


def view_without_database(request):
    raise OperationalError("server closed the connection unexpectedly")


urlpatterns = [path("page", view_without_database), path("", lambda request: HttpResponse("home"))]
handler500 = "core.errors.server_error"


@pytest.fixture
def away(monkeypatch):
    monkeypatch.setattr(type(connections["default"]), "cursor", _away)


def test_a_page_says_503_and_when_to_come_back(client, settings):
    """L-01: only 503 with Retry-After during an outage."""
    settings.ROOT_URLCONF = "tests.core.test_outages"
    settings.MIDDLEWARE = ["core.outages.OutageMiddleware"]

    response = client.get("/page")

    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert "<h1>" in response.text
    assert "server closed" not in response.text


def test_who_cannot_even_be_recognised_gets_503_too(as_, member, monkeypatch):
    """The session is read by a middleware, before any view."""
    browser = as_(member)
    browser.raise_request_exception = False
    monkeypatch.setattr(type(connections["default"]), "cursor", _away)

    response = browser.get("/")

    assert response.status_code == 503
    assert response.headers["Retry-After"]


def test_the_process_answers_without_the_database(client, away):
    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.json() == {"status": "ok"}


def test_the_installation_is_not_ready_without_its_database(client, away):
    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.headers["Retry-After"]
    assert response.json() == {"status": "unavailable", "database": False}


def test_the_installation_is_not_ready_without_a_worker(client):
    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == {"status": "unavailable", "database": True, "migrations": True, "worker": False}


def test_the_installation_is_ready_while_a_worker_shows_signs_of_life(client):
    with connection.cursor() as cursor:
        cursor.execute("insert into procrastinate_workers default values")

    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json()["status"] == "ok"


def test_a_worker_silent_for_long_counts_as_dead(client):
    with connection.cursor() as cursor:
        cursor.execute("insert into procrastinate_workers (last_heartbeat) values (now() - interval '1 minute')")

    assert client.get("/readyz").status_code == 503


def test_a_missing_migration_is_not_ready(client, monkeypatch):
    monkeypatch.setattr(health, "_migrated", False)
    with connection.cursor() as cursor:
        cursor.execute("delete from django_migrations where app = 'core'")

    assert client.get("/readyz").json()["migrations"] is False
