"""A new network and its first administrator."""

from io import StringIO

import pytest
import time_machine
from django.core.management import call_command

from accounts.beginning import offer_administration
from accounts.models import AdministratorLink, Person
from tests.accounts import is_in, sign_in, visitor

ANSWERS = {"display_name": "Émilie Faure", "email": "Emilie@Example.org", "password": "a sentence nobody else has"}


def first_run():
    out = StringIO()
    call_command("first_run", stdout=out)
    return out.getvalue()


@pytest.fixture
def welcome(db):
    return "/welcome/" + offer_administration().rpartition("/welcome/")[2]


def test_the_command_prints_a_link(db, settings):
    settings.BASE_URL = "https://rsenet.example.org"

    assert "https://rsenet.example.org/welcome/" in first_run()


def test_it_prints_nothing_once_somebody_administrates(administrator):
    assert first_run() == ""


def test_only_a_hash_of_the_link_is_kept(welcome):
    token = welcome.split("/")[2]

    assert len(token) >= 43
    assert token not in str(AdministratorLink.objects.values())


def test_the_visitor_becomes_administrator_and_is_in(client, welcome):
    assert 'name="email"' in client.get(welcome).text

    response = client.post(welcome, ANSWERS)

    assert (response.status_code, response.url) == (303, "/admin/")
    person = Person.objects.get()
    assert (person.is_staff, person.email, person.handle) == (True, "emilie@example.org", "emilie-faure")
    assert is_in(client)
    assert sign_in(visitor(), "emilie@example.org", ANSWERS["password"]).status_code == 303


def test_the_link_works_once(client, welcome):
    client.post(welcome, ANSWERS)

    assert visitor().get(welcome).status_code == 404
    assert visitor().post(welcome, ANSWERS | {"email": "other@example.org"}).status_code == 404
    assert Person.objects.count() == 1


def test_the_link_works_for_a_day(client, db):
    with time_machine.travel("2027-03-01 09:00", tick=False) as clock:
        link = "/welcome/" + offer_administration().rpartition("/welcome/")[2]
        clock.shift(24 * 3600 + 1)

        assert client.get(link).status_code == 404


def test_a_newer_link_replaces_it(client, welcome):
    offer_administration()

    assert client.get(welcome).status_code == 404


def test_it_closes_once_somebody_administrates(client, welcome, administrator):
    assert client.get(welcome).status_code == 404
    assert client.post(welcome, ANSWERS).status_code == 404


def test_used_expired_and_invented_links_are_the_same_page(client, welcome):
    client.post(welcome, ANSWERS)
    used, invented = visitor().get(welcome), visitor().get("/welcome/x/")

    assert used.text.replace(welcome, "") == invented.text.replace("/welcome/x/", "")


def test_looking_changes_nothing_and_leaks_nothing(client, welcome):
    """R-CS-04, R-HD-04."""
    for method in (client.get, client.head):
        response = method(welcome)
        assert response.status_code == 200
        assert response["Referrer-Policy"] == "no-referrer"
    assert AdministratorLink.objects.get().used_at is None


@pytest.mark.parametrize(
    ("field", "wrong"),
    [("email", "no address"), ("password", "123456789012"), ("display_name", "\u200b"), ("display_name", "Support")],
)
def test_a_wrong_answer_is_422_with_the_rest_kept(client, welcome, field, wrong):
    response = client.post(welcome, ANSWERS | {field: wrong})

    assert response.status_code == 422
    assert 'role="alert"' in response.text
    assert ("Émilie Faure" in response.text) == (field != "display_name")
    assert not Person.objects.exists()
