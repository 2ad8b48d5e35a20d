"""A day and an hour, on the community's own clock."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils.timezone import now
from django.utils.translation import override

from animation import hours
from animation.actions import schedule_post, unschedule_post
from animation.models import PlannedPost
from communities.models import Community
from tests.animation.words import refused

PARIS, MONTREAL = Community(timezone="Europe/Paris"), Community(timezone="America/Montreal")


def test_an_hour_is_that_of_the_community():
    assert hours.moment_of(PARIS, date(2026, 1, 15), time(9)) == datetime(2026, 1, 15, 8, tzinfo=UTC)
    assert hours.moment_of(MONTREAL, date(2026, 1, 15), time(9)) == datetime(2026, 1, 15, 14, tzinfo=UTC)


def test_nine_stays_nine_when_the_clocks_change():
    winter, summer = (hours.moment_of(PARIS, date(2026, 3, day), time(9)) for day in (28, 30))

    assert (winter.hour, summer.hour) == (8, 7)


def test_the_hour_that_spring_skips_is_refused():
    assert "clock" in refused(hours.moment_of, PARIS, date(2026, 3, 29), time(2, 30))


def test_of_the_two_hours_of_autumn_the_first_is_meant():
    assert hours.moment_of(PARIS, date(2026, 10, 25), time(2, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_ends_of_time_are_refused_like_any_day_out_of_reach(day, plan, animator):
    draft = plan()

    def choose():
        schedule_post(animator, draft, at=hours.moment_of(draft.community, day, time(0)))

    assert "day" in refused(choose)


def test_the_past_is_refused_and_offers_now(plan, animator):
    told = refused(schedule_post, animator, plan(), at=now() - timedelta(minutes=1))

    assert "Publish it now" in told["day"][0]


def test_more_than_a_year_ahead_is_refused(plan, animator):
    assert "day" in refused(schedule_post, animator, plan(), at=now() + timedelta(days=400))


@pytest.mark.parametrize(
    ("moment", "quiet"),
    [
        (datetime(2026, 5, 7, 9, tzinfo=UTC), False),
        (datetime(2026, 5, 7, 17, 30, tzinfo=UTC), True),  # half past seven in the evening there
        (datetime(2026, 5, 7, 5, 59, tzinfo=UTC), True),
        (datetime(2026, 5, 7, 6, tzinfo=UTC), False),
        (datetime(2026, 5, 9, 10, tzinfo=UTC), True),  # a Saturday
    ],
)
def test_evenings_nights_and_week_ends_are_quiet(moment, quiet):
    assert hours.is_quiet(PARIS, moment) is quiet


@time_machine.travel("2026-05-08T10:00Z", tick=False)
def test_the_first_proposal_is_the_next_working_morning():
    assert hours.next_usual(PARIS, now()) == datetime(2026, 5, 11, 7, tzinfo=UTC)


@time_machine.travel("2026-05-08T10:00Z", tick=False)
def test_a_moment_is_said_on_the_clock_of_the_community():
    moment = datetime(2027, 1, 1, 3, tzinfo=UTC)

    with override("en"):
        assert hours.words(MONTREAL, moment) == "Thursday 31 December, 22:00"
    with override("fr"):
        assert hours.words(PARIS, datetime(2026, 10, 1, 7, tzinfo=UTC)) == "jeudi 1er octobre, 9\N{NO-BREAK SPACE}h"


def test_what_has_holes_is_not_planned(plan, animator):
    told = refused(schedule_post, animator, plan(title="On {subject}", body="Why? {a fact}"), at=_soon())

    assert "{a fact}" in told["body"][0]
    assert "{subject}" in told["title"][0]


def test_a_question_without_title_is_not_planned(plan, animator):
    assert "title" in refused(schedule_post, animator, plan(kind="question"), at=_soon())


def test_braces_of_code_are_no_holes(plan, animator):
    body = 'Set `{"seal": 2}`, or\n\n```\n{"seal": {"type": 2}}\n```'

    assert schedule_post(animator, plan(body=body), at=_soon()).publish_at


def test_half_a_brace_is_still_a_hole(plan, animator):
    with pytest.raises(ValidationError):
        schedule_post(animator, plan(body="It costs us {a fact"), at=_soon())


def test_it_moves_and_becomes_a_draft_again(planned, animator, coanimator):
    later = _soon() + timedelta(days=1)
    assert schedule_post(coanimator, planned, at=later).publish_at == later

    unschedule_post(animator, planned)

    assert PlannedPost.objects.get().publish_at is None


def test_a_co_host_who_moves_it_leaves_it_its_author(planned, animator, coanimator):
    schedule_post(coanimator, planned, at=_soon())

    planned.refresh_from_db()
    assert (planned.author, planned.prepared_by) == (animator, animator)


def _soon():
    return now() + timedelta(hours=2)
