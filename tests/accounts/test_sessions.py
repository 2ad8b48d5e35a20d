"""How long one stays signed in, and how it ends (R-AU-04)."""

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import sessions
from tests.accounts import PASSWORD, is_in, sign_in, visitor

HOUR = 3600


@pytest.fixture
def clock():
    with time_machine.travel("2027-03-01 08:00", tick=False) as clock:
        yield clock


def test_eight_hours_without_a_visit_end_it(client, member, clock):
    sign_in(client, member.email)
    clock.shift(8 * HOUR)
    assert is_in(client)

    clock.shift(8 * HOUR + 1)

    assert client.get("/").url == "/accounts/login/?next=/"
    assert not Session.objects.filter(session_key=client.cookies["session"].value).exists()
    assert "session had lasted its time" in client.get("/accounts/login/").text


def test_visits_keep_it_alive_for_thirty_days(client, member, clock):
    sign_in(client, member.email)

    for _visit in range(30 * 4):
        clock.shift(6 * HOUR)
        assert is_in(client)

    clock.shift(HOUR)
    assert not is_in(client)


def test_who_asks_to_stay_signed_in_may_be_away_longer(client, member, clock):
    client.post("/accounts/login/", {"email": member.email, "password": PASSWORD, "remember": "on"})

    clock.shift(29 * 24 * HOUR)
    assert is_in(client)

    clock.shift(24 * HOUR + 1)
    assert not is_in(client)


def test_the_cookie_goes_with_the_browser_unless_asked_otherwise(member):
    passing, staying = visitor(), visitor()
    sign_in(passing, member.email)
    staying.post("/accounts/login/", {"email": member.email, "password": PASSWORD, "remember": "on"})

    assert passing.cookies["session"]["max-age"] == ""
    assert staying.cookies["session"]["max-age"] == 30 * 24 * HOUR


def test_an_administrator_signs_in_again_every_twelve_hours(client, administrator, clock):
    """R-AZ-11: asked to stay or not."""
    client.post("/accounts/login/", {"email": administrator.email, "password": PASSWORD, "remember": "on"})
    clock.shift(7 * HOUR)
    assert is_in(client)

    clock.shift(5 * HOUR + 1)

    assert not is_in(client)


def test_a_visit_costs_no_query_and_rarely_writes(client, member, clock):
    sign_in(client, member.email)
    clock.shift(60)

    with CaptureQueriesContext(connection) as queries:
        client.get("/accounts/security/")

    assert not [q for q in queries.captured_queries if q["sql"].startswith(("UPDATE", "INSERT"))]
    assert len([q for q in queries.captured_queries if "django_session" in q["sql"]]) == 1


def test_signing_out_ends_it_on_the_server(client, member):
    sign_in(client, member.email)
    cookie = client.cookies["session"].value

    response = client.post("/accounts/logout/")

    assert response.status_code == 303
    assert '"storage"' in response["Clear-Site-Data"]
    thief = visitor()
    thief.cookies["session"] = cookie
    assert not is_in(thief)


def test_signing_out_is_a_form(client, member):
    """R-CS-04: looking changes nothing."""
    sign_in(client, member.email)

    page = client.get("/accounts/logout/")

    assert 'data-rse="logout"' in page.text
    assert is_in(client)


def test_one_sees_where_one_is_signed_in(client, member):
    sign_in(client, member.email, headers={"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Gecko Firefox/140.0"})

    page = client.get("/accounts/sessions/").text

    assert "Firefox, Windows" in page
    assert "127.0.0.1" in page
    assert "This device" in page


def test_one_ends_a_session_left_elsewhere(member):
    here, elsewhere = visitor(), visitor()
    sign_in(elsewhere, member.email)
    sign_in(here, member.email)
    left = UserSession.objects.get(session_key=elsewhere.session.session_key)

    response = here.post(f"/accounts/sessions/{left.pk}/end/")

    assert response.status_code == 303
    assert is_in(here)
    assert not is_in(elsewhere)


def test_one_ends_all_others_at_once(member):
    here, *others = visitor(), visitor(), visitor()
    for browser in (*others, here):
        sign_in(browser, member.email)

    here.post("/accounts/sessions/end-others/")

    assert is_in(here)
    assert not any(map(is_in, others))


def test_sessions_of_others_do_not_exist(member, outsider):
    """R-AZ-07."""
    mine, theirs = visitor(), visitor()
    sign_in(mine, member.email)
    sign_in(theirs, outsider.email)
    other = UserSession.objects.get(user=outsider)

    assert mine.post(f"/accounts/sessions/{other.pk}/end/").status_code == 404
    assert is_in(theirs)
    assert mine.get("/accounts/sessions/").text.count("This device") == 1


def test_ended_sessions_are_forgotten(client, member, clock):
    """R-PR-03."""
    sign_in(client, member.email)
    clock.shift(31 * 24 * HOUR)

    sessions.sweep()

    assert not Session.objects.exists()
    assert not UserSession.objects.exists()
