"""Ten codes for the day the telephone is lost: shown once, kept as hashes, each good once (R-AU-02)."""

import re
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from urllib.parse import unquote

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import connection

from accounts.recovery import ReadableCodes
from tests.accounts import PASSWORD, sign_in, visitor

PAGE = "/accounts/2fa/recovery-codes/"
migration = import_module("accounts.migrations.0004_recovery_codes_are_hashed")


@pytest.fixture
def inside(as_, member, totp):
    """The browser of a member with a second step, who has just said again who they are."""
    totp(member)
    browser = as_(member)
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return browser


def make(browser):
    """New codes, as the page shows them."""
    page = browser.get(browser.post(f"{PAGE}generate/").url)
    return re.findall(r"<li><code>(\d{8})</code>", page.text)


def enter(member, code):
    browser = visitor()
    sign_in(browser, member.email)
    return browser.post("/accounts/2fa/authenticate/", {"code": code}).status_code


def kept():
    return Authenticator.objects.get(type="recovery_codes").data


def test_ten_different_codes_are_shown_once(inside):
    codes = make(inside)

    assert len(set(codes)) == 10
    again = inside.get(PAGE).text
    assert "10 codes left" in again
    assert not any(code in again for code in codes)


def test_they_are_downloaded_from_the_page_that_shows_them(inside):
    """Without a script, and without our keeping them for a second answer."""
    page = inside.get(inside.post(f"{PAGE}generate/").url).text
    codes = re.findall(r"<li><code>(\d{8})</code>", page)

    file = unquote(re.search(r'download="recovery-codes.txt" href="data:text/plain;charset=utf-8,([^"]+)"', page)[1])

    assert file.split() == codes
    assert inside.get(f"{PAGE}download/").status_code == 403


def test_nothing_that_is_kept_can_be_read_again(inside):
    """R-AU-02: hashed, not encrypted: neither the database nor the secret key gives them back."""
    inside.post(f"{PAGE}generate/")
    assert kept() == {}, "nothing before they are shown"

    codes = make(inside)

    assert set(kept()) == {"salt", "hashes", "viewed_at"}
    assert len(set(kept()["hashes"])) == 10
    assert all(re.fullmatch("[0-9a-f]{64}", each) for each in kept()["hashes"])
    assert not any(code in str(Authenticator.objects.values()) + str(dict(inside.session)) for code in codes)


def test_a_code_works_once_and_the_page_says_how_many_are_left(inside, member):
    codes = make(inside)

    assert [enter(member, code) for code in (codes[3], codes[3], codes[4])] == [303, 422, 303]
    assert "8 codes left, for the day" in inside.get("/accounts/2fa/").text
    assert "8 codes left" in inside.get(PAGE).text


def test_spaces_and_dashes_are_forgiven(inside, member):
    code = make(inside)[0]

    assert enter(member, f" {code[:4]}-{code[4:6]} {code[6:]} ") == 303


@pytest.mark.django_db(transaction=True)
def test_two_browsers_do_not_come_in_by_one_code(inside, member):
    code = make(inside)[0]

    def use(_try):
        try:
            return Authenticator.objects.get(type="recovery_codes").wrap().validate_code(code)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(use, range(4))) == [False, False, False, True]


def test_new_codes_end_the_former_ones(inside, member):
    former, new = make(inside), make(inside)

    assert [enter(member, code) for code in (former[0], new[0])] == [422, 303]


def test_codes_nobody_has_seen_open_nothing(inside, member):
    inside.post(f"{PAGE}generate/")

    assert enter(member, "00000000") == 422
    assert "0 codes left" in inside.get("/accounts/2fa/").text


def test_recovery_codes_cannot_be_guessed(member, inside):
    """R-AU-05: the lock is the one of the second step, and holds against a right code too."""
    codes = make(inside)
    browser = visitor()
    sign_in(browser, member.email)

    answers = [browser.post("/accounts/2fa/authenticate/", {"code": f"{n:08}"}).status_code for n in range(11)]

    assert answers == [422] * 10 + [429]
    assert browser.post("/accounts/2fa/authenticate/", {"code": codes[0]}).status_code == 429


@pytest.fixture
def readable(member):
    """`readable(**more)`: codes as they were kept before, and what they are."""

    def make_row(**more):
        codes = ReadableCodes.activate(member)
        codes.instance.data |= more
        codes.instance.save()
        return codes

    return make_row


def test_codes_from_before_are_hashed_and_open_as_they_did(readable, inside, member):
    codes = readable(viewed_at=1.0, used_mask=0b100).generate_codes()

    migration.hash_codes(apps, None)

    assert set(kept()) == {"salt", "hashes", "viewed_at"}
    assert [enter(member, code) for code in (codes[2], codes[5], codes[5])] == [422, 303, 422]
    assert "8 codes left" in inside.get(PAGE).text


@pytest.mark.parametrize(
    ("before", "left"),
    [({}, None), ({"viewed_at": 1.0, "seed": "sealed with a key that is gone"}, [])],
    ids=["nobody has seen them", "nobody can read them"],
)
def test_codes_that_opened_nothing_before_open_nothing_after(readable, before, left):
    readable(**before)

    migration.hash_codes(apps, None)

    assert kept().get("hashes") == left
    assert "seed" not in kept()
