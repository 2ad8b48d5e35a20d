"""One more proof after the password (R-AU-02)."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import override_settings

from tests.accounts import PASSWORD, is_in, sign_in, visitor

CREDENTIALS = [
    *("", "{}", "[]", '"x"', "null", "1", "not json"),
    '{"id": "x", "response": {"userHandle": "AA"}}',
    '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {}}',
    '{"id": "AA", "rawId": "AA", "response": {"clientDataJSON": "e30", "authenticatorData": "AA", "signature": "AA"}}',
    '{"id": [], "rawId": [], "response": []}',
]


def prove(browser):
    """Say again who one is, as sensitive pages ask."""
    return browser.post("/accounts/reauthenticate/", {"password": PASSWORD})


def test_the_code_is_asked_after_the_password(client, member, totp):
    code = totp(member)

    assert sign_in(client, member.email).url == "/accounts/2fa/authenticate/"
    assert not is_in(client)
    page = client.get("/accounts/2fa/authenticate/")
    assert 'data-rse="mfa"' in page.text

    response = client.post("/accounts/2fa/authenticate/", {"code": code()})

    assert response.status_code == 303
    client.post(response.url, {"action": "skip"})
    assert is_in(client)


def test_a_wrong_code_is_422(client, member, totp):
    totp(member)
    sign_in(client, member.email)

    response = client.post("/accounts/2fa/authenticate/", {"code": "000000"})

    assert response.status_code == 422
    assert 'role="alert"' in response.text


def test_codes_cannot_be_guessed(client, member, totp):
    """R-AU-05."""
    code = totp(member)
    sign_in(client, member.email)

    answers = [client.post("/accounts/2fa/authenticate/", {"code": f"{n:06}"}).status_code for n in range(11)]

    assert answers == [422] * 10 + [429]
    assert client.post("/accounts/2fa/authenticate/", {"code": code()}).status_code == 429


@pytest.mark.parametrize("later", [-30, 0, 30])
def test_a_clock_may_be_half_a_minute_wrong(client, member, totp, later):
    code = totp(member)
    sign_in(client, member.email)

    assert client.post("/accounts/2fa/authenticate/", {"code": code(later)}).status_code == 303


@pytest.mark.parametrize("later", [-90, 90])
def test_but_not_more(client, member, totp, later):
    code = totp(member)
    sign_in(client, member.email)

    assert client.post("/accounts/2fa/authenticate/", {"code": code(later)}).status_code == 422


def test_a_code_works_once_for_as_long_as_it_is_valid(member, totp):
    import time_machine

    with time_machine.travel("2027-03-01 09:00:01", tick=False) as clock:
        code = totp(member)(30)  # the next one: valid for a minute and a half
        first, second = visitor(), visitor()
        for browser in (first, second):
            sign_in(browser, member.email)
        assert first.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 303

        clock.shift(45)

        assert second.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 422


def test_one_sets_up_an_application(as_, member):
    browser = as_(member)
    prove(browser)
    page = browser.get("/accounts/2fa/totp/activate/")
    secret = re.search(r'<code class="secret">(\w+)', page.text)[1]
    assert "data:image/svg+xml" in page.text

    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    code = format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[1]))
    response = browser.post("/accounts/2fa/totp/activate/", {"code": code})

    assert response.status_code == 303
    codes = re.findall(r"<li><code>(\d{8})", browser.get(response.url).text)
    assert len(codes) == 10
    assert browser.get(response.url).text.count("<li><code>") == 0, "shown once"

    other = visitor()
    sign_in(other, member.email)
    assert other.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 422, "spent at set-up"
    assert other.post("/accounts/2fa/authenticate/", {"code": codes[0]}).status_code == 303


def test_a_wrong_first_code_is_422_with_the_same_square(as_, member):
    browser = as_(member)
    prove(browser)
    secret = re.search(r'<code class="secret">(\w+)', browser.get("/accounts/2fa/totp/activate/").text)[1]

    response = browser.post("/accounts/2fa/totp/activate/", {"code": "000000"})

    assert response.status_code == 422
    assert secret in response.text


@pytest.mark.parametrize(
    "path",
    [
        "totp/activate/",
        "webauthn/add/",
        "recovery-codes/generate/",
    ],
)
def test_who_sits_at_an_open_session_must_prove_who_they_are(as_, member, path):
    response = as_(member).get(f"/accounts/2fa/{path}")

    assert response.status_code == 302
    assert response.url.startswith("/accounts/reauthenticate/?next=")


def test_secrets_are_encrypted_at_rest(as_, member, totp):
    browser = as_(member)
    prove(browser)
    secret = re.search(r'<code class="secret">(\w+)', browser.get("/accounts/2fa/totp/activate/").text)[1]
    totp(member)

    kept = Authenticator.objects.get()

    assert secret not in str(kept.data)
    assert len(kept.data["secret"]) > 100


def test_a_changed_secret_key_opens_what_the_former_has_sealed(member, totp, settings):
    code = totp(member)

    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-" * 5

    assert Authenticator.objects.get().wrap().validate_code(code())


def test_this_browser_may_be_trusted_for_two_weeks(member, totp):
    import time_machine

    with time_machine.travel("2027-03-01 09:00", tick=False) as clock:
        code = totp(member)
        browser = visitor()
        sign_in(browser, member.email)
        trust = browser.post("/accounts/2fa/authenticate/", {"code": code()})
        assert trust.url == "/accounts/2fa/trust/"
        browser.post(trust.url, {"action": "trust"})
        browser.post("/accounts/logout/")

        assert sign_in(browser, member.email).url == "/"
        browser.post("/accounts/logout/")
        clock.shift(14 * 24 * 3600 + 1)
        assert sign_in(browser, member.email).url == "/accounts/2fa/authenticate/"


def test_one_turns_it_off_and_is_told(as_, member, totp):
    totp(member)
    browser = as_(member)
    prove(browser)

    response = browser.post("/accounts/2fa/totp/deactivate/")

    assert response.status_code == 303
    assert mail.outbox[0].subject == "The codes of the application are off"
    assert sign_in(visitor(), member.email).url == "/"


@override_settings(ADMIN_MFA=True)
def test_an_administrator_does_not_turn_it_off(as_, administrator, totp):
    """D8."""
    totp(administrator)
    browser = as_(administrator)
    prove(browser)

    response = browser.post("/accounts/2fa/totp/deactivate/")

    assert response.status_code == 422
    assert Authenticator.objects.filter(user=administrator).exists()


def test_the_script_gets_what_a_passkey_needs(client, member):
    response = client.get("/accounts/2fa/webauthn/login/", headers={"Accept": "application/json"})

    assert response.json()["request_options"]["publicKey"]["challenge"]


def test_an_invented_passkey_is_not_added(as_, member):
    """R-RB-01."""
    browser = as_(member)
    prove(browser)
    browser.get("/accounts/2fa/webauthn/add/")

    answers = {
        browser.post("/accounts/2fa/webauthn/add/", {"name": "Key", "credential": credential}).status_code
        for credential in CREDENTIALS
    }

    assert answers == {422}
    assert not Authenticator.objects.exists()


def test_an_invented_passkey_is_no_second_step(client, member, totp):
    totp(member)
    sign_in(client, member.email)
    client.get("/accounts/2fa/authenticate/")

    answers = [
        client.post("/accounts/2fa/authenticate/", {"credential": credential}).status_code for credential in CREDENTIALS
    ]

    assert set(answers) <= {422, 429}
    assert not is_in(client)


def test_an_invented_passkey_opens_nothing(client, member):
    client.get("/accounts/2fa/webauthn/login/", headers={"Accept": "application/json"})

    for credential in CREDENTIALS:
        response = client.post("/accounts/2fa/webauthn/login/", {"credential": credential})
        assert (response.status_code, response.url) == (303, "/accounts/login/"), credential
    assert not is_in(client)
