"""How the network speaks to one person."""

import zoneinfo

import pytest

from accounts import zones


def choices(**changes):
    return {
        "language": "en",
        "timezone": "Europe/Paris",
        "theme": "system",
        "feed_order": "activity",
        "reading": "automatic",
    } | changes


def test_language_and_theme_hold_from_the_next_page_on(as_, member):
    browser = as_(member)
    response = browser.post("/me/settings/", choices(language="fr", theme="dark"))
    html = browser.get("/me/settings/").text

    assert (response.status_code, response.url) == (303, "/me/settings/")
    assert '<html lang="fr" data-theme="dark">' in html
    assert browser.cookies["language"].value == "fr"


def test_time_order_and_reading_are_kept(as_, member):
    as_(member).post("/me/settings/", choices(timezone="Asia/Kolkata", feed_order="newest", reading="manual"))

    member.refresh_from_db()
    assert (member.timezone, member.feed_order, member.reading) == ("Asia/Kolkata", "newest", "manual")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("language", "de"),
        ("timezone", "Mars/Olympus"),
        ("timezone", "../etc/passwd"),
        ("theme", "pink"),
        ("reading", ""),
    ],
)
def test_an_unknown_choice_is_refused_in_place(as_, member, field, value):
    response = as_(member).post("/me/settings/", choices(**{field: value}))

    assert response.status_code == 422
    assert 'role="alert"' in response.text


def test_every_zone_offered_can_be_computed_with():
    offered = [name for _group, names in zones.choices() for name, _label in names]

    assert len(offered) == len(set(offered)) > 300
    assert offered[0] == "Europe/Paris"
    assert all(zoneinfo.ZoneInfo(name) for name in offered)


def test_security_leads_to_each_part_of_signing_in(as_, member):
    html = as_(member).get("/me/security/").text

    for address in ("/accounts/email/", "/accounts/password/change/", "/accounts/2fa/", "/accounts/sessions/"):
        assert f'href="{address}"' in html
    assert member.email in html
