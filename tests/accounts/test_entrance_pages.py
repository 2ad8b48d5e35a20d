"""Every page of sign-in, seen as a whole: both languages, both template engines, nothing inline (R-HD-01)."""

import re

import pytest
from django.core import mail
from django.template import engines, loader

from accounts.beginning import offer_administration
from tests.accounts import PASSWORD, link_in, sign_in

VISITORS = [
    "/accounts/login/",
    "/accounts/login/code/",
    "/accounts/signup/",
    "/accounts/inactive/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/1-x/",
    "/accounts/password/reset/key/done/",
]
MEMBERS = [
    "/accounts/logout/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/reauthenticate/",
    "/accounts/sessions/",
    "/accounts/2fa/",
    "/accounts/2fa/reauthenticate/",
    "/accounts/2fa/totp/deactivate/",
    "/accounts/2fa/recovery-codes/generate/",
    "/accounts/2fa/webauthn/",
    "/accounts/2fa/webauthn/add/",
]
CHANGING = [
    r'(csrfmiddlewaretoken" value=)"[^"]+"',
    r'("X-CSRFToken": )"[^"]+"',
    r'(<script id="js_data" type="application/json">).*?(?=</script>)',
]


def steady(html):
    """Without what is new each time."""
    for pattern in CHANGING:
        html = re.sub(pattern, r"\1", html)
    return html


@pytest.fixture
def inside(as_, member, totp):
    totp(member)
    browser = as_(member)
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return browser


@pytest.fixture
def look(monkeypatch):
    """`look(browser, path)`: the page, rendered by both engines, which must agree."""

    def see(browser, path, **extra):
        pages = []
        for engine in ("product", "django"):
            monkeypatch.setattr(loader, "_engine_list", lambda using=None, e=engine: [engines[e]])
            pages.append(browser.get(path, **extra))
        assert steady(pages[0].text) == steady(pages[1].text)
        return pages[0]

    return see


def proper(page):
    assert not re.search(r"<style|\sstyle=|\son\w+=", page.text)
    assert not re.search(r'<script(?![^>]*(src=|type="application/json"))', page.text)
    assert page.text.count("<h1") == 1
    assert "no-store" in page["Cache-Control"]
    return True


@pytest.mark.parametrize("path", VISITORS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_pages_for_visitors(client, db, look, path, language):
    page = look(client, path, headers={"Accept-Language": language})

    assert page.status_code == (404 if "1-x" in path else 200)
    assert f'<html lang="{language}"' in page.text
    assert 'class="gate"' in page.text
    assert proper(page)


@pytest.mark.parametrize("path", MEMBERS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_pages_for_members(inside, member, look, path, language):
    type(member).objects.filter(pk=member.pk).update(language=language)

    page = look(inside, path)

    assert page.status_code == 200
    assert f'<html lang="{language}"' in page.text
    assert proper(page)


def test_pages_on_the_way(client, member, look, totp):
    client.post("/accounts/login/code/", {"email": member.email})
    assert "A code has just been sent." in client.get("/accounts/login/code/confirm/").text
    assert proper(look(client, "/accounts/login/code/confirm/"))
    client.post("/accounts/logout/")

    client.post("/accounts/password/reset/", {"email": member.email})
    link = link_in(mail.outbox[-1], "/accounts/password/reset/key/")
    assert proper(look(client, client.get(link).url))

    code = totp(member)
    sign_in(client, member.email)
    assert proper(look(client, "/accounts/2fa/authenticate/"))
    client.post("/accounts/2fa/authenticate/", {"code": code()})
    assert proper(look(client, "/accounts/2fa/trust/"))


def test_the_first_page_of_all(client, db, look):
    link = offer_administration()

    assert proper(look(client, link[link.index("/welcome") :]))


def test_one_looks_at_recovery_codes_once(inside):
    made = inside.post("/accounts/2fa/recovery-codes/generate/")

    assert proper(inside.get(made.url))
    assert inside.get(made.url).text.count("<code>") == 0


def test_a_suspended_person_s_page(as_, member, look):
    from django.utils.timezone import now

    type(member).objects.filter(pk=member.pk).update(suspended_at=now())

    assert proper(look(as_(member), "/"))
