"""One reminder, in the last day, when people work; then silence."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from communities.actions import decline_invitation, invite_person, join_community, revoke_invitation
from communities.actions.reminders import send_due_reminders
from communities.models import Invitation
from core.quiet import is_quiet, quiet_ends
from tests.communities.letters import WORDS, delivered, token_in
from tests.factories import make_question, make_reply

TUESDAY = datetime(2027, 3, 2, 10, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def clock():
    with time_machine.travel(TUESDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def sent(clock, community, animator):
    sent = invite_person(animator, community, email="nora@example.org", **WORDS)
    delivered().clear()
    return sent


def test_it_leaves_once_in_the_last_day(clock, sent, community):
    clock.move_to(TUESDAY + 5 * DAY)
    assert send_due_reminders() == 0

    clock.move_to(TUESDAY + 6 * DAY + timedelta(hours=1))
    assert [send_due_reminders(), send_due_reminders()] == [1, 0]

    [letter] = delivered()
    assert community.name in letter.subject
    assert "only reminder" in letter.body
    assert letter.extra_headers["List-Unsubscribe-Post"]


def test_its_link_holds_seven_days_more_and_the_first_keeps_its_own(client, clock, sent, community):
    clock.move_to(TUESDAY + 6 * DAY + timedelta(hours=1))
    send_due_reminders()
    token = token_in(delivered()[0])

    clock.move_to(TUESDAY + 8 * DAY)
    assert community.purpose in client.get(f"/invitations/{token}/").text
    assert client.get(f"/invitations/{sent[1]}/").status_code == 404
    clock.move_to(TUESDAY + 14 * DAY)
    assert client.get(f"/invitations/{token}/").status_code == 404


@pytest.mark.parametrize(("days", "hours"), [(6, 10), (4, 2)], ids=["night", "week-end"])
def test_nothing_leaves_at_night_nor_at_the_week_end(clock, sent, days, hours):
    """D7."""
    clock.move_to(TUESDAY + days * DAY + timedelta(hours=hours))

    assert send_due_reminders() == 0


def test_before_a_week_end_in_which_it_would_end_it_leaves_on_friday(clock, community, animator):
    clock.move_to(TUESDAY - 2 * DAY + timedelta(hours=5))  # a Sunday
    invite_person(animator, community, email="nora@example.org", **WORDS)

    clock.move_to(TUESDAY + 3 * DAY)
    assert send_due_reminders() == 1


def test_it_quotes_what_was_said_there_since(clock, sent, community, member):
    clock.move_to(TUESDAY + DAY)
    make_reply(member, make_question(member, community), "The flush hole is too near the face.")
    clock.move_to(TUESDAY + 6 * DAY + timedelta(hours=1))
    send_due_reminders()

    assert "Aminata has said in Pumps: “The flush hole is too near the face.”" in delivered()[0].body


@pytest.mark.parametrize("visibility", ["private", "secret"])
def test_of_what_is_not_open_it_tells_no_more_than_the_first(clock, sent, community, member, visibility):
    """R-PR-07."""
    community.visibility = visibility
    community.save()
    clock.move_to(TUESDAY + DAY)
    make_reply(member, make_question(member, community), "The flush hole is too near the face.")
    clock.move_to(TUESDAY + 6 * DAY + timedelta(hours=1))
    send_due_reminders()

    letter = delivered()[0]
    assert "flush hole" not in letter.body
    assert (community.name in letter.subject + letter.body) == (visibility == "private")


def test_who_has_answered_or_came_by_themself_hears_nothing(clock, sent, community, animator, outsider):
    by_hand = invite_person(animator, community, email=outsider.email, **WORDS)
    gone = invite_person(animator, community, email="gone@example.org", **WORDS)
    delivered().clear()
    decline_invitation(sent[0])
    revoke_invitation(animator, gone[0])
    join_community(outsider, community)
    assert by_hand[0].pk

    clock.move_to(TUESDAY + 6 * DAY + timedelta(hours=1))
    assert send_due_reminders() == 0


def test_answered_while_the_reminder_waits_it_is_not_sent(clock, sent):
    clock.move_to(TUESDAY + 6 * DAY + timedelta(hours=1))
    send_due_reminders()
    decline_invitation(Invitation.objects.get())

    assert delivered() == []


def test_quiet_hours_are_those_of_where_one_is():
    noon_in_paris = datetime(2027, 3, 2, 11, tzinfo=UTC)

    assert not is_quiet(noon_in_paris, "Europe/Paris")
    assert is_quiet(noon_in_paris, "America/Guadeloupe")
    friday_evening = datetime(2027, 3, 5, 19, tzinfo=UTC)
    assert quiet_ends(friday_evening, "Europe/Paris") == datetime(2027, 3, 8, 7, tzinfo=UTC)
