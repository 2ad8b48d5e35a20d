"""When the question comes: day 7, day 30, then every 90 days, never from two communities in a month."""

from datetime import date, timedelta

import pytest

from pulse.asking import Asking, next_day

FIRST = date(2026, 5, 4)


def day(n):
    return FIRST + timedelta(days=n)


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (None, 7),
        (7, 30),
        (12, 30),  # asked late, when they came back
        (29, 30),
        (30, 120),
        (45, 135),
        (120, 210),
    ],
)
def test_the_next_question_here(last, expected):
    assert next_day(FIRST, None if last is None else day(last)) == day(expected)


@pytest.mark.parametrize(
    ("asking", "today", "due"),
    [
        (Asking(FIRST, None, False, None), day(6), False),
        (Asking(FIRST, None, False, None), day(7), True),
        (Asking(FIRST, None, False, None), day(200), True),
        (Asking(None, None, False, None), day(7), False),
        (Asking(FIRST, day(7), False, None), day(29), False),
        (Asking(FIRST, day(7), False, None), day(30), True),
        (Asking(FIRST, None, False, day(-10)), day(19), False),
        (Asking(FIRST, None, False, day(-10)), day(20), True),
        (Asking(FIRST, day(20), True, None), day(33), False),  # it is still there
        (Asking(FIRST, day(20), True, None), day(34), True),
    ],
)
def test_whether_it_is_time(asking, today, due):
    assert asking.is_due(today) is due


def test_a_question_stays_two_weeks():
    asked = Asking(FIRST, day(7), True, None)

    assert asked.is_open(day(20))
    assert not asked.is_open(day(21))
    assert not Asking(FIRST, day(7), False, None).is_open(day(8))
