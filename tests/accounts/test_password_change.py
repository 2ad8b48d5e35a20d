"""A new password, chosen by somebody signed in (R-AU-01, R-AU-04)."""

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError

from tests.accounts import PASSWORD, is_in, sign_in, visitor

NEW = "a sentence nobody else has"


def change(browser, password=NEW, current=PASSWORD):
    return browser.post("/accounts/password/change/", {"current_password": current, "password": password})


def test_the_new_password_opens_and_the_former_does_not(as_, member):
    browser = as_(member)
    assert 'data-rse="password.change"' in browser.get("/accounts/password/change/").text

    assert change(browser).status_code == 303

    assert sign_in(visitor(), member.email).status_code == 422
    assert sign_in(visitor(), member.email, NEW).status_code == 303


def test_the_current_password_is_asked(as_, member):
    response = change(as_(member), current="not this one")

    assert response.status_code == 422
    assert "This is not your current password" in response.text


def test_this_device_stays_signed_in_the_others_do_not(member):
    here, elsewhere = visitor(), visitor()
    sign_in(here, member.email)
    sign_in(elsewhere, member.email)

    change(here)

    assert is_in(here)
    assert not is_in(elsewhere)
    assert UserSession.objects.filter(user=member).count() == 1


def test_the_session_gets_a_new_name(as_, member):
    """R-AU-03."""
    browser = as_(member)
    before = browser.session.session_key

    change(browser)

    assert browser.session.session_key != before


def test_the_person_is_told(as_, member):
    change(as_(member))

    assert mail.outbox[0].to == [member.email]
    assert mail.outbox[0].subject == "Your password has changed"


@pytest.mark.parametrize(
    "weak",
    [
        "short",
        "elevenchars",
        "123456789012",
        "password1234",
        "motdepasse2026!",
        "azertyuiopqs",
        "qwertyuiop12",
        "aaaaaaaaaaaaaa",
        "abcabcabcabcabc",
        "1q2w3e4r5t6y",
        "Grenouille!1789",
        "696969 1234567",
        "P@ssw0rd!!2024",
        "RSEnet and some words",
        "aminata is my name",
        "x" * 257,
    ],
)
def test_what_anybody_would_guess_is_refused(as_, member, weak):
    response = change(as_(member), weak)

    assert response.status_code == 422
    assert 'role="alert"' in response.text


@pytest.mark.parametrize(
    "good",
    [
        "twelve chars",
        "  spaces at both ends  ",
        "une phrase très française, œuvre comprise",
        "パスワードは長い方がいいです",
        "four figures 1234",
        "48 17 93 52 06 71",
        "ALL IN CAPITALS",
        "as many words as one likes, " * 9 + "up",
    ],
)
def test_long_is_enough_and_nothing_is_cut_or_folded(as_, member, good):
    assert change(as_(member), good).status_code == 303

    member.refresh_from_db()
    assert member.check_password(good)
    assert not member.check_password(good.strip() + " ")
    assert not member.check_password(good.swapcase() if good.swapcase() != good else good[:-1])


# Drawn from the 489 entries of 12 characters and more in the list of the 100,000 most used, late ranks included.
MOST_USED = (
    *("4815162342lf", "Findaupair007", "InstallSqlSt", "LarterLarter", "P030710P$E4O", "Paraklast1974"),
    *("Tojiik85521133", "auckland2010", "coolbugi2000", "edwardcullen", "fktrcfylhjdbx", "ghjcnjrdfibyj"),
    *("gtasanandreas", "hedimaptfcor", "iampurehaha2", "jesuslovesme", "lytdybrbdfvgbhf", "nightcrawler"),
    *("peanutbutter", "perfectexploiter", "q80661658441", "qaz1wsx2edc3", "qazxswedc123", "rikitikitavi"),
    *("sanfrancisco", "silmarillion", "sonnenschein", "thecakeisalie", "warhammer40k", "zcfvfzrhfcbdfz"),
)


@pytest.mark.parametrize("used", MOST_USED)
def test_what_is_among_the_hundred_thousand_most_used_is_refused(used):
    """R-AU-01."""
    with pytest.raises(ValidationError, match="Too many people use"):
        validate_password(used)


@pytest.mark.parametrize("make", ["{0}{0}", "{0}123456", "2024{0}!!", "!!!!!!{0}"])
@pytest.mark.parametrize("short", ["dragon", "trustno1", "doudou", "marseille", "696969"])
def test_nor_does_it_help_to_make_a_common_one_longer(short, make):
    """R-AU-01: most of those 100,000 are shorter than 12 characters; what is refused is them, made longer."""
    with pytest.raises(ValidationError, match="Too many people use"):
        validate_password(make.format(short))


def test_an_enormous_password_is_refused_without_being_studied(member):
    """R-RB-02."""
    with pytest.raises(ValidationError, match="256 characters at most"):
        validate_password("correct horse " * 100_000, member)
