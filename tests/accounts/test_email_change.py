"""Another address to sign in with (R-AU-02: who one is is asked again)."""

import pytest
from django.core import mail

from tests.accounts import PASSWORD, code_in, is_in, sign_in, visitor


@pytest.fixture
def inside(as_, member):
    inside = as_(member)
    inside.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return inside


def ask(inside, email):
    return inside.post("/accounts/email/", {"email": email, "action_add": ""})


def test_the_new_address_takes_over_once_its_code_is_typed(inside, member):
    assert ask(inside, "New@Example.org").url == "/accounts/confirm-email/"
    assert mail.outbox[0].to == ["new@example.org"]

    response = inside.post("/accounts/confirm-email/", {"code": code_in(mail.outbox[0])})

    assert response.status_code == 303
    member.refresh_from_db()
    assert member.email == "new@example.org"
    assert sign_in(visitor(), "new@example.org").status_code == 303
    assert sign_in(visitor(), "aminata@example.org").status_code == 422


def test_the_former_address_is_told(inside, member):
    ask(inside, "new@example.org")
    inside.post("/accounts/confirm-email/", {"code": code_in(mail.outbox[0])})

    assert mail.outbox[1].to == ["aminata@example.org"]
    assert "new@example.org" in mail.outbox[1].body


def test_without_the_code_nothing_changes(inside, member):
    ask(inside, "new@example.org")

    response = inside.post("/accounts/confirm-email/", {"code": "WRNG-CODE"})

    assert response.status_code == 422
    member.refresh_from_db()
    assert member.email == "aminata@example.org"


def test_who_sits_at_an_open_session_must_prove_who_they_are(as_, member):
    inside = as_(member)

    asked = ask(inside, "new@example.org")

    assert asked.url == "/accounts/reauthenticate/?next=%2Faccounts%2Femail%2F"
    assert mail.outbox == []
    resumed = inside.post(asked.url, {"password": PASSWORD, "next": "/accounts/email/"})
    assert resumed.url == "/accounts/confirm-email/"
    assert mail.outbox[0].to == ["new@example.org"]


def test_the_address_of_a_colleague_is_neither_taken_nor_told(inside, outsider):
    """R-AU-06: the answer is the same; the code cannot be typed by somebody who does not read that mailbox."""
    response = ask(inside, outsider.email)

    assert response.url == "/accounts/confirm-email/"
    inside.post("/accounts/confirm-email/", {"code": code_in(mail.outbox[0])})
    outsider.refresh_from_db()
    assert outsider.email == "gerard@example.org"
    assert sign_in(visitor(), outsider.email).status_code == 303


@pytest.mark.parametrize("wrong", ["", "nowhere", "aminata@example.org", "a@b@c.org", "x\r\nBcc: y@example.org"])
def test_a_wrong_address_is_422(inside, wrong):
    """R-IN-05."""
    assert ask(inside, wrong).status_code == 422
    assert mail.outbox == []
    assert is_in(inside)
