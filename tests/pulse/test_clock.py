"""Days that are over, open days, open hours."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulse.clock import Clock

PARIS = ZoneInfo("Europe/Paris")
WEEKDAYS = Clock(PARIS)
MAY = Clock(PARIS, frozenset({date(2026, 5, 1), date(2026, 5, 8), date(2026, 5, 14), date(2026, 5, 25)}))
ALWAYS = Clock(PARIS, MAY.closed, counts_weekends=True)


def at(day, hour=0, minute=0):
    return datetime(2026, 5, day, hour, minute, tzinfo=PARIS)


def test_the_last_day_is_the_one_that_is_over_where_the_community_is():
    moment = datetime(2026, 5, 31, 22, 30, tzinfo=UTC)  # half past midnight in Paris

    assert WEEKDAYS.last_day(moment) == date(2026, 5, 31)
    assert Clock(ZoneInfo("America/Martinique")).last_day(moment) == date(2026, 5, 30)
    assert WEEKDAYS.end_of(date(2026, 5, 31)) == datetime(2026, 5, 31, 22, tzinfo=UTC)


def test_may_2026_has_seventeen_open_days_from_the_4th_to_the_31st():
    assert MAY.open_days(date(2026, 5, 3), date(2026, 5, 31)) == 17


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        (at(11, 9), at(11, 12, 30), 3.5),  # the same Monday
        (at(11, 9), at(12, 9), 24),
        (at(22, 17), at(26, 9), 7 + 9),  # Friday to Tuesday, over a week-end and a bank holiday
        (at(23, 10), at(24, 18), 0),  # asked and answered on a week-end
        (at(23, 10), at(26, 1), 1),  # asked on Saturday, answered on Tuesday at one
        (at(12, 9), at(11, 9), 0),
    ],
)
def test_open_hours_leave_out_days_off_whole(start, end, hours):
    assert MAY.open_hours(start, end) == hours


def test_a_setting_makes_every_hour_count():
    assert ALWAYS.open_hours(at(22, 17), at(26, 9)) == 88
    assert ALWAYS.open_days(date(2026, 5, 3), date(2026, 5, 31)) == 28


def test_an_open_day_has_24_hours_whatever_the_season():
    change = Clock(PARIS, counts_weekends=False)
    start = datetime(2026, 3, 27, 12, tzinfo=PARIS)  # Friday before the clocks change

    assert change.open_hours(start, datetime(2026, 3, 30, 12, tzinfo=PARIS)) == 24


def test_the_next_weekdays():
    assert WEEKDAYS.next_weekdays(date(2026, 5, 7), 3) == [date(2026, 5, 8), date(2026, 5, 11), date(2026, 5, 12)]


moments = st.datetimes(datetime(2026, 4, 1), datetime(2026, 7, 1), timezones=st.just(UTC))


@given(st.lists(moments, min_size=3, max_size=3))
def test_open_hours_add_up_and_never_exceed_the_wall_clock(three):
    first, second, third = sorted(three)
    whole = MAY.open_hours(first, third)

    assert whole == pytest.approx(MAY.open_hours(first, second) + MAY.open_hours(second, third))
    assert -1e-9 <= whole <= (third - first) / timedelta(hours=1) + 1e-9
