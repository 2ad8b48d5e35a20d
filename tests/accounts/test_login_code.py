"""Coming in with a code received by mail."""

import pytest
import time_machine
from django.core import mail

from tests.accounts import code_in, is_in, visitor


def ask(client, email):
    return client.post("/accounts/login/code/", {"email": email})


def give(client, code):
    return client.post("/accounts/login/code/confirm/", {"code": code})


def test_the_code_opens_the_network(client, member):
    assert ask(client, member.email).url == "/accounts/login/code/confirm/"

    response = give(client, code_in(mail.outbox[0]))

    assert response.status_code == 303
    assert is_in(client)


def test_a_wrong_code_is_422_and_the_third_ends_it(client, member):
    ask(client, member.email)
    right = code_in(mail.outbox[0])

    assert give(client, "WRNG-CODE").status_code == 422
    assert 'role="alert"' in give(client, "WRNG-CODE").text
    give(client, "WRNG-CODE")

    give(client, right)
    assert not is_in(client)


def test_a_code_works_once(client, member):
    ask(client, member.email)
    code = code_in(mail.outbox[0])
    give(client, code)

    other = visitor()
    give(other, code)

    assert not is_in(other)


def test_a_code_works_for_fifteen_minutes(client, member):
    with time_machine.travel("2027-03-01 09:00", tick=False) as clock:
        ask(client, member.email)
        clock.shift(15 * 60 + 1)

        give(client, code_in(mail.outbox[0]))

        assert not is_in(client)


def test_the_answer_is_the_same_for_an_address_that_nobody_has(client, member):
    """R-AU-06."""
    known, unknown = ask(client, member.email), ask(visitor(), "nobody@example.org")

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert "No account has this address" in mail.outbox[1].body


def test_who_has_left_gets_no_code(client, member):
    """D3."""
    type(member).objects.filter(pk=member.pk).update(is_active=False)

    ask(client, member.email)

    assert "No account has this address" in mail.outbox[0].body


def test_another_code_can_be_asked_for(client, member):
    ask(client, member.email)

    client.post("/accounts/login/code/confirm/", {"action": "resend"})

    first, second = map(code_in, mail.outbox)
    assert give(client, first).status_code == 422
    assert give(client, second).status_code == 303


def test_a_second_step_is_still_asked(client, member, totp):
    totp(member)
    ask(client, member.email)

    response = give(client, code_in(mail.outbox[0]))

    assert response.url == "/accounts/2fa/authenticate/"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_mail_speaks_the_person_s_language(client, member, language):
    type(member).objects.filter(pk=member.pk).update(language=language)

    ask(client, member.email)

    assert f'lang="{language}"' in mail.outbox[0].alternatives[0][0]
