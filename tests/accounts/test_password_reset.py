"""A forgotten password (R-AU-07)."""

import pytest
import time_machine
from django.core import mail

from accounts.lifecycle import describe_person
from tests.accounts import PASSWORD, is_in, link_in, sign_in, visitor

NEW = "a sentence nobody else has"
UNDER = "/accounts/password/reset/key/"


def ask(client, email, **extra):
    return client.post("/accounts/password/reset/", {"email": email}, **extra)


def follow(client, path):
    """Open the link as a browser does: the form is at an address without the secret."""
    opened = client.get(path)
    return (opened.url, client.get(opened.url)) if opened.status_code == 302 else (path, opened)


@pytest.fixture
def link(client, member):
    ask(client, member.email)
    return link_in(mail.outbox[-1], UNDER)


def test_the_link_lets_one_choose_another_password(client, member, link):
    address, form = follow(client, link)
    assert 'data-rse="password.reset"' in form.text

    response = client.post(address, {"password": NEW})

    assert response.status_code == 303
    assert sign_in(visitor(), member.email).status_code == 422
    assert sign_in(visitor(), member.email, NEW).status_code == 303


def test_it_works_once(client, link):
    address, _form = follow(client, link)
    client.post(address, {"password": NEW})

    again = follow(visitor(), link)[1]

    assert again.status_code == 404
    assert "This link no longer opens anything" in again.text


def test_it_works_for_thirty_minutes(client, member):
    with time_machine.travel("2027-03-01 09:00", tick=False) as clock:
        ask(client, member.email)
        link = link_in(mail.outbox[-1], UNDER)
        clock.shift(29 * 60)
        assert follow(visitor(), link)[1].status_code == 200

        clock.shift(2 * 60)

        assert follow(visitor(), link)[1].status_code == 404


def test_it_dies_with_the_password_it_would_replace(client, member, link):
    member.set_password(NEW)
    member.save()

    assert follow(client, link)[1].status_code == 404


def test_it_dies_with_the_address_it_was_sent_to(client, member, administrator, link):
    words = {"title": "", "department": "", "location": "", "language": "en"}
    describe_person(
        administrator, member, administrator=False, email="new@example.org", display_name=str(member), **words
    )

    assert follow(client, link)[1].status_code == 404


def test_an_invented_link_opens_nothing(client, member):
    assert follow(client, f"{UNDER}1-abc-0123456789abcdef0123456789abcdef/")[1].status_code == 404


def test_the_answer_is_the_same_for_an_address_that_nobody_has(client, member):
    """R-AU-06."""
    known, unknown = ask(client, member.email), ask(client, "nobody@example.org")

    assert (
        (known.status_code, known.url) == (unknown.status_code, unknown.url) == (303, "/accounts/password/reset/done/")
    )
    assert "No account has this address" in mail.outbox[-1].body


def test_who_has_left_gets_no_link(client, member):
    type(member).objects.filter(pk=member.pk).update(is_active=False)

    ask(client, member.email)

    assert UNDER not in mail.outbox[-1].body


@pytest.mark.parametrize("host", ["localhost:6666", "127.0.0.1:1", "localhost"])
def test_the_link_leads_to_the_configured_address(client, member, settings, host):
    """Whatever the request pretends."""
    settings.BASE_URL = "https://rsenet.example.org"

    ask(client, member.email, headers={"Host": host, "X-Forwarded-Host": "evil.example"})

    letter = mail.outbox[-1]
    html = letter.alternatives[0][0]
    assert f"https://rsenet.example.org{UNDER}" in letter.body
    assert host not in letter.body + html
    assert "evil" not in letter.body + html


def test_the_secret_does_not_travel_in_a_referer(client, link):
    opened = client.get(link)
    form = client.get(opened.url)

    assert opened["Referrer-Policy"] == form["Referrer-Policy"] == "no-referrer"
    assert link.split("-")[-1].strip("/") not in form.text


def test_a_bad_new_password_is_422_and_leaves_the_former(client, member, link):
    address, _form = follow(client, link)

    response = client.post(address, {"password": "123456789012"})

    assert response.status_code == 422
    assert 'role="alert"' in response.text
    assert sign_in(visitor(), member.email).status_code == 303


def test_all_sessions_end(client, as_, member):
    """R-AU-04."""
    elsewhere = as_(member)
    assert is_in(elsewhere)
    ask(client, member.email)

    address, _form = follow(client, link_in(mail.outbox[-1], UNDER))
    client.post(address, {"password": NEW})

    assert not is_in(elsewhere)


def test_it_does_not_go_round_the_second_step(client, member, link, totp):
    """R-AU-02."""
    totp(member)
    address, _form = follow(client, link)
    client.post(address, {"password": NEW})

    response = sign_in(client, member.email, NEW)

    assert response.url == "/accounts/2fa/authenticate/"
    assert not is_in(client)


def test_a_lock_does_not_outlive_the_password(client, member, link):
    for n in range(11):
        sign_in(client, member.email, f"wrong {n}")
    address, _form = follow(client, link)
    client.post(address, {"password": NEW})

    assert sign_in(client, member.email, NEW).status_code == 303
    assert PASSWORD != NEW
