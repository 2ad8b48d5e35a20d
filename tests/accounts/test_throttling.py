"""R-AU-05: every door where a secret is checked slows down who guesses."""

import pytest
import time_machine
from django.core import mail
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts import tasks
from accounts.beginning import offer_administration
from tests.accounts import PASSWORD, is_in, sign_in, visitor


def guess(client, email, times=10, **extra):
    for n in range(times):
        last = sign_in(client, email, f"wrong guess {n}", **extra)
    return last


def test_ten_failures_lock_the_account_even_to_the_right_password(client, member):
    assert guess(client, member.email).status_code == 422

    eleventh, right = sign_in(client, member.email, "wrong"), sign_in(client, member.email)

    for response in (eleventh, right):
        assert response.status_code == 429
        assert int(response["Retry-After"]) > 0
        assert "Too many attempts" in response.text
    assert not is_in(client)


def test_the_lock_opens_after_five_minutes(client, member):
    with time_machine.travel("2027-03-01 09:00", tick=True) as clock:
        guess(client, member.email)
        assert sign_in(client, member.email).status_code == 429

        clock.shift(301)

        assert sign_in(client, member.email).status_code == 303


def test_who_goes_on_waits_longer(client, member):
    """Progressive: thirty failures within the hour close the account for the hour."""
    with time_machine.travel("2027-03-01 09:00", tick=True) as clock:
        for _round in range(3):
            guess(client, member.email)
            clock.shift(310)

        assert sign_in(client, member.email).status_code == 429


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Real-IP", "Forwarded", "CF-Connecting-IP", "True-Client-IP"])
def test_a_forged_address_gives_no_more_tries(client, member, header):
    for n in range(10):
        sign_in(client, member.email, "wrong", headers={header: f"203.0.113.{n}"})

    assert sign_in(client, member.email, headers={header: "203.0.113.99"}).status_code == 429


def test_another_host_name_gives_no_more_tries(client, member):
    for n in range(10):
        sign_in(client, member.email, "wrong", headers={"Host": f"localhost:{8000 + n}"})

    assert sign_in(client, member.email, headers={"Host": "127.0.0.1"}).status_code == 429


def test_another_spelling_of_the_address_gives_no_more_tries(client, member):
    for n in range(10):
        sign_in(client, [member.email.upper(), f" {member.email} "][n % 2], "wrong")

    assert sign_in(client, member.email).status_code == 429


def test_colleagues_behind_the_same_address_still_come_in(client, member, outsider):
    guess(client, member.email, 40)

    assert sign_in(client, outsider.email).status_code == 303


def test_one_address_fails_thirty_times_a_minute_at_most(client, db):
    """Many accounts from one place."""
    answers = [sign_in(client, f"person{n}@example.org", "wrong").status_code for n in range(31)]

    assert answers == [422] * 30 + [429]


def test_a_network_of_ipv6_is_one_address(client, db):
    for n in range(30):
        sign_in(client, f"person{n}@example.org", "wrong", REMOTE_ADDR=f"2001:db8::{n + 1:x}")

    assert sign_in(client, "x@example.org", "wrong", REMOTE_ADDR="2001:db8::ffff").status_code == 429
    assert sign_in(client, "x@example.org", "wrong", REMOTE_ADDR="2001:db8:0:1::1").status_code == 422


def test_a_morning_of_sign_ins_from_one_office_is_not_an_attack(member):
    assert {sign_in(visitor(), member.email).status_code for _person in range(32)} == {303}


def test_the_person_is_told_once(client, member):
    guess(client, member.email, 14)

    jobs = ProcrastinateJob.objects.filter(task_name="accounts.tell_of_attempts")
    assert [job.args for job in jobs] == [{"email": member.email}]
    tasks.tell_of_attempts(email=member.email)
    assert mail.outbox[0].to == [member.email]
    assert "Too many wrong passwords" in mail.outbox[0].body


def test_nobody_is_told_of_an_account_that_does_not_exist(client, db):
    """R-AU-06: the same work is done, and nothing is sent."""
    guess(client, "nobody@example.org", 11)

    assert ProcrastinateJob.objects.filter(task_name="accounts.tell_of_attempts").count() == 1
    tasks.tell_of_attempts(email="nobody@example.org")
    assert mail.outbox == []


def test_reauthentication_counts_the_same_failures(as_, member):
    browser = as_(member)
    for n in range(10):
        browser.post("/accounts/reauthenticate/", {"password": f"wrong {n}"})

    assert browser.post("/accounts/reauthenticate/", {"password": PASSWORD}).status_code == 429


def test_the_current_password_cannot_be_guessed_from_an_open_session(as_, member):
    browser = as_(member)
    new = "a sentence nobody else has"
    for n in range(10):
        browser.post("/accounts/password/change/", {"current_password": f"wrong {n}", "password": new})

    answer = browser.post("/accounts/password/change/", {"current_password": PASSWORD, "password": new})

    assert answer.status_code == 429


def test_an_address_gets_two_reset_mails_an_hour(client, member):
    """R-AU-07, and the same for one that nobody has."""
    for email in (member.email, "nobody@example.org"):
        answers = [client.post("/accounts/password/reset/", {"email": email}).status_code for _try in range(3)]
        assert answers == [303, 303, 429]

    assert len(mail.outbox) == 4


def test_an_address_gets_five_sign_in_codes_an_hour(member):
    answers = [visitor().post("/accounts/login/code/", {"email": member.email}).status_code for _try in range(6)]

    assert answers == [303] * 5 + [429]


def test_links_cannot_be_guessed(client, db):
    """Thirty wrong links, and the right one is refused too."""
    right = offer_administration().removeprefix("http://127.0.0.1:8000")
    answers = [client.get(f"/welcome/{n}/").status_code for n in range(31)]

    assert answers == [404] * 30 + [429]
    assert client.get(right).status_code == 429
    assert client.get("/accounts/first-password/x/").status_code == 429
