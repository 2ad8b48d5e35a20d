"""Coming in, in a browser: with and without JavaScript, with a passkey."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.accounts import PASSWORD
from tests.factories import make_person

pytestmark = pytest.mark.django_db(transaction=True)
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def member(transactional_db):
    return make_person("Aminata Diallo", handle="aminata")


@pytest.fixture
def site(live_server):
    """By its name: a passkey belongs to one."""
    return live_server.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def complaints(page):
    """What the browser complains of: the content policy above all."""
    heard = []
    page.on(
        "console", lambda message: heard.append(message.text) if "Content Security Policy" in message.text else None
    )
    page.on("pageerror", lambda error: heard.append(str(error)) if "ViewTransition" not in str(error) else None)
    return heard


def sign_in(page, site, person):
    page.goto(f"{site}/accounts/login/")
    page.fill("[name=email]", person.email)
    page.fill("[name=password]", PASSWORD)
    page.click("form[data-rse=login] button")
    page.wait_for_load_state()


def sign_out(page, site):
    page.goto(f"{site}/accounts/logout/")
    page.click("form[data-rse=logout] button")
    page.wait_for_load_state()


def test_somebody_comes_in_and_goes(page, site, member, complaints):
    sign_in(page, site, member)
    assert page.url == f"{site}/"

    sign_out(page, site)

    page.goto(f"{site}/people/")
    assert "/accounts/login/?next=/people/" in page.url
    assert complaints == []


def test_a_new_password_can_be_read_while_typed(page, site, member, complaints):
    sign_in(page, site, member)
    page.goto(f"{site}/accounts/password/change/")
    page.fill("[name=password]", "a sentence nobody else has")

    page.check("show-password input[type=checkbox]")

    assert page.get_attribute("[name=password]", "type") == "text"
    page.fill("[name=current_password]", PASSWORD)
    page.click("form[data-rse='password.change'] button")
    page.wait_for_load_state()
    assert "Your other devices are signed out" in page.content()
    assert complaints == []


def test_a_passkey_is_made_opens_the_network_and_is_removed(page, site, member, complaints):
    chrome = page.context.new_cdp_session(page)
    chrome.send("WebAuthn.enable")
    chrome.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    sign_in(page, site, member)
    page.goto(f"{site}/accounts/2fa/webauthn/add/")
    page.fill("[name=password]", PASSWORD)
    page.click("form[data-rse=reauthenticate] button")
    page.wait_for_url("**/webauthn/add/")
    page.check("[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/recovery-codes/")
    assert page.locator(".codes li").count() == 10

    sign_out(page, site)
    page.click("#passkey_login")
    page.wait_for_url(f"{site}/")

    sign_out(page, site)
    sign_in(page, site, member)
    assert "/2fa/authenticate/" in page.url
    page.click("#mfa_webauthn_authenticate")
    page.wait_for_url("**/trust/")
    page.click("button[value=skip]")
    page.wait_for_url(f"{site}/")

    page.goto(f"{site}/accounts/2fa/webauthn/")
    page.click("a.btn-danger")
    page.fill("[name=password]", PASSWORD)
    page.click("form[data-rse=reauthenticate] button")
    page.wait_for_url("**/remove/")
    page.click("form[data-rse=mfa] button")
    page.wait_for_load_state()
    assert page.locator("main .item").count() == 0
    assert complaints == []


def test_a_passkey_that_does_not_answer_is_said(page, site, member):
    page.goto(f"{site}/accounts/login/")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new DOMException('no')) }")

    page.click("#passkey_login")

    page.wait_for_selector("#passkey-failed:visible")


def test_where_no_passkey_can_work_none_is_offered(page, live_server):
    page.goto(live_server.url.replace("localhost", "127.0.0.1") + "/accounts/login/")

    assert page.locator("#passkey_login").is_hidden()


def test_all_of_it_works_without_javascript(browser, site, member, letterbox):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site}/accounts/login/code/")
    page.fill("[name=email]", member.email)
    page.click("form[data-rse='login.code'] button")
    page.fill("[name=code]", letterbox.code_to(member.email))
    page.click("form[data-rse='login.code'] button")
    assert page.url == f"{site}/"

    page.goto(f"{site}/accounts/sessions/")
    page.click("form[data-rse=logout] button")
    assert "/accounts/login/" in page.url
    assert page.locator("#passkey_login").is_hidden()


def test_a_forgotten_password_is_replaced_from_the_letter(page, site, member, letterbox, complaints):
    page.goto(f"{site}/accounts/password/reset/")
    page.fill("[name=email]", member.email)
    page.click("form[data-rse='password.reset'] button")
    page.wait_for_load_state()

    page.goto(letterbox.link_to(member.email, "/accounts/password/reset/key/", site))
    page.fill("[name=password]", "three herons over the canal")
    page.click("form[data-rse='password.reset'] button.btn-primary")
    page.wait_for_load_state()

    member.refresh_from_db()
    assert member.check_password("three herons over the canal")
    assert complaints == []


def test_the_administration_keeps_the_content_policy(page, site, transactional_db, complaints):
    administrator = make_person("Émilie Faure", handle="emilie", is_staff=True, is_superuser=True)
    sign_in(page, site, administrator)

    for path in ("/admin/", "/admin/accounts/person/", "/admin/accounts/person/add/"):
        page.goto(site + path)
        assert page.locator("#user-tools").is_visible()
    page.fill("[name=display_name]", "Nadia Roussel")
    page.fill("[name=email]", "nadia@example.org")
    page.click("[name=_save]")
    page.wait_for_load_state()

    assert page.locator("#result_list").get_by_text("Nadia Roussel").is_visible()
    assert complaints == []


PAGES = [
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/sessions/",
    "/accounts/2fa/",
    "/accounts/2fa/totp/activate/",
    "/accounts/2fa/webauthn/add/",
    "/accounts/logout/",
    "/admin/",
    "/admin/accounts/person/",
    "/admin/accounts/person/add/",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_are_for_everybody(page, site, transactional_db, scheme):
    """axe finds nothing serious, and nothing is wider than a phone."""
    administrator = make_person("Émilie Faure", handle="emilie", is_staff=True, is_superuser=True)
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": 390, "height": 844})
    for path in ("/accounts/login/", "/accounts/login/code/", "/accounts/password/reset/", "/accounts/signup/"):
        page.goto(site + path)
        look(page)
    page.goto(f"{site}/accounts/login/")
    page.fill("[name=email]", administrator.email)
    page.fill("[name=password]", "wrong")
    page.click("form[data-rse=login] button")
    look(page)
    sign_in(page, site, administrator)
    page.goto(f"{site}/accounts/reauthenticate/")
    look(page)
    page.fill("[name=password]", PASSWORD)
    page.click("form[data-rse=reauthenticate] button")
    for path in PAGES:
        page.goto(site + path)
        look(page)


def look(page):
    found = [v for v in Axe().run(page).response["violations"] if v["impact"] in ("serious", "critical")]
    assert not found, [(page.url, v["id"], [n["html"][:200] for n in v["nodes"]]) for v in found]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
