"""When the demo happened: in the past, at work, in order."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rsenet.demo.calendar import FRESH, PARIS, Calendar

NOWS = st.datetimes(datetime(2024, 1, 1), datetime(2034, 1, 1), timezones=st.just(UTC))
DAYS = st.floats(0, 400)


@given(NOWS, DAYS)
def test_nothing_lies_in_the_future_and_old_things_happened_at_work(now, days):
    moment = Calendar(now).ago(days)

    assert moment <= now
    if days > FRESH:
        local = moment.astimezone(PARIS)
        assert local.weekday() < 5
        assert timedelta(hours=7.4) < timedelta(hours=local.hour, minutes=local.minute) <= timedelta(hours=18.5)


@given(NOWS, DAYS, DAYS)
def test_what_came_first_comes_first(now, one, other):
    calendar = Calendar(now)

    assert (one >= other) <= (calendar.ago(one) <= calendar.ago(other))


@pytest.mark.parametrize("weekday", range(7))
def test_a_week_ago_is_a_week_ago(weekday):
    now = datetime(2026, 11, 16 + weekday, 14, 0, tzinfo=UTC)

    away = now - Calendar(now).ago(28)

    assert timedelta(days=26) < away < timedelta(days=30)


def test_the_latest_keep_their_distance_even_at_night():
    now = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)

    assert now - Calendar(now).ago(0.02) == timedelta(days=0.02)


@pytest.mark.parametrize(("day", "evening"), [(23, 20), (24, 23), (22, 20), (21, 20)])
def test_people_went_home_on_the_working_day_before(day, evening):
    calendar = Calendar(datetime(2026, 11, day, 9, 0, tzinfo=UTC))

    assert calendar.last_evening() == datetime(2026, 11, evening, 17, 40, tzinfo=PARIS)
