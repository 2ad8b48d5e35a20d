"""Coming in with address and password."""

import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client

from accounts.lifecycle import deactivate_person
from tests.accounts import PASSWORD, is_in, sign_in

ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "////evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    " //evil.example",
    "\t//evil.example",
    "http://testserver@evil.example/",
    "http://127.0.0.1:1/",
    "http://localhost/",
    "http://testserver/",
    "%2F%2Fevil.example",
]


def test_an_employee_comes_in(client, member):
    response = sign_in(client, member.email)

    assert response.status_code == 303
    assert response.url == "/"
    assert is_in(client)


def test_the_form_has_the_promised_name_and_fields(client, db):
    page = client.get("/accounts/login/").text

    assert 'data-rse="login"' in page
    assert 'name="email"' in page
    assert 'name="password"' in page
    assert 'autocomplete="current-password"' in page


def test_the_name_allauth_uses_is_understood_too(client, member):
    assert client.post("/accounts/login/", {"login": member.email, "password": PASSWORD}).status_code == 303


def test_the_address_is_taken_in_any_case(client, member):
    assert sign_in(client, member.email.upper()).status_code == 303


def test_a_wrong_password_is_422_with_the_address_kept(client, member):
    response = sign_in(client, member.email, "not the right one")

    assert response.status_code == 422
    assert 'role="alert"' in response.text
    assert f'value="{member.email}"' in response.text
    assert "not the right one" not in response.text
    assert not is_in(client)


def test_login_needs_the_csrf_token(member):
    """R-CS-02: nobody is signed in as somebody else by a foreign page."""
    strict = Client(enforce_csrf_checks=True)

    assert sign_in(strict, member.email).status_code == 403


def test_unknown_wrong_and_deactivated_get_the_same_answer(client, member, outsider, administrator):
    """R-AU-06, D3."""
    deactivate_person(administrator, outsider)
    given = [(member.email, "a wrong password"), ("nobody@example.org", PASSWORD), (outsider.email, PASSWORD)]

    answers = []
    for email, password in given:
        response = sign_in(client, email, password)
        answers.append((response.status_code, re.sub(r'value="[^"]*"', "", response.text)))

    assert answers[0] == answers[1] == answers[2]


def test_an_account_closed_with_its_password_kept_is_no_different(client, member):
    """R-AU-06: an import may close accounts without touching the password."""
    type(member).objects.filter(pk=member.pk).update(is_active=False)

    response = sign_in(client, member.email)

    assert response.status_code == 422
    assert "This address and this password do not go together" in response.text


def test_every_wrong_answer_costs_one_hash(client, member, outsider, monkeypatch):
    """R-AU-06: it is what takes the time, so that time tells nothing either."""
    type(outsider).objects.filter(pk=outsider.pk).update(is_active=False)
    computed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *args: computed.append(1) or encode(*args))

    costs = []
    for email in (member.email, "nobody@example.org", outsider.email):
        computed.clear()
        sign_in(client, email, "a wrong password")
        costs.append(len(computed))

    assert costs == [1, 1, 1]


@pytest.mark.parametrize("there", ELSEWHERE)
def test_one_comes_in_to_a_page_of_ours_only(client, member, there):
    """R-AU-08."""
    response = client.post("/accounts/login/", {"email": member.email, "password": PASSWORD, "next": there})

    assert response.status_code == 303
    assert response.url == "/"


def test_one_comes_in_where_one_was_going(client, member):
    asked = client.get("/people/")

    assert asked.url == "/accounts/login/?next=/people/"
    response = client.post(asked.url, {"email": member.email, "password": PASSWORD, "next": "/people/"})
    assert response.url == "/people/"


def test_somebody_inside_is_not_asked_again(as_, member):
    assert as_(member).get("/accounts/login/").status_code == 302


def test_a_visitor_who_writes_is_asked_to_sign_in(client, db):
    """B.1: L is 302 for pages, whatever the method."""
    response = client.post("/accounts/password/change/")

    assert (response.status_code, response.url) == (302, "/accounts/login/?next=/accounts/password/change/")


def test_a_planted_session_never_becomes_the_visitor_s(client, member):
    """R-AU-03."""
    client.get("/accounts/login/")
    session = client.session
    session["planted"] = True
    session.save()
    before = client.session.session_key

    sign_in(client, member.email)

    assert client.session.session_key != before


def test_nobody_signs_up_alone(client, db):
    """R-AU-09."""
    page = client.get("/accounts/signup/")
    answer = client.post("/accounts/signup/", {"email": "x@example.org", "password1": PASSWORD})

    assert "One comes in by invitation" in page.text
    assert "One comes in by invitation" in answer.text


def test_json_is_not_a_way_in(client, member):
    """R-IN-03: the pages are the only door."""
    response = client.post(
        "/accounts/login/",
        '{"email": "x"}',
        content_type="application/json",
        headers={"Accept": "application/json"},
    )

    assert response.status_code == 422
    assert response["Content-Type"].startswith("text/html")
