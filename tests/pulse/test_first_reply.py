"""How long questions wait (A7): the example of the definition, and its edges."""

from datetime import date
from math import inf

import pytest

from pulse.measures import measure
from pulse.measures.first_reply import Median, Waited, first_reply, middle
from pulse.models import Closure
from pulse.shares import Share
from tests.factories import make_person
from tests.pulse.worlds import D, moment

pytestmark = pytest.mark.django_db


def of(village, on=D):
    return measure([village.community], on=on)[village.community.pk]


def waiting(*hours, age=100):
    return [Waited(age, each) for each in hours]


def test_first_reply_in_the_example():
    """A7."""
    found = first_reply([*waiting(1, 3.5, 9, 22, 30, inf), Waited(10, 2)])

    assert found.median == Median(hours=15.5)
    assert (found.within_24h, found.within_48h, found.unanswered) == (Share(4, 6), Share(5, 6), Share(1, 6))
    assert (found.questions, found.pending) == (6, 1)


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ([1, 3.5, 9, inf, inf, inf], Median(above=9)),
        ([1, 2, inf], Median(hours=2)),
        ([inf, inf], Median()),
        ([], Median()),
        ([1, inf], Median(above=1)),
    ],
)
def test_a_median_that_is_not_reached_says_more_than(hours, expected):
    assert middle(hours) == expected


def test_24_and_48_hours_are_included():
    found = first_reply(waiting(24, 48, 48.01))

    assert (found.within_24h.k, found.within_48h.k) == (1, 2)


def test_which_questions_and_which_replies(village):
    one, other = village.joins(), village.joins()
    robot = village.joins(person=make_person("Robot", is_bot=True))
    asked = village.asks(one, moment(11))
    village.replies(one, asked, moment(11, 13))
    village.replies(robot, asked, moment(11, 13))
    village.replies(other, asked, moment(11, 14), deleted_at=moment(12))
    village.replies(other, asked, moment(12, 12))
    village.replies(village.host, village.asks(one, moment(11)), moment(11, 15))
    village.asks(village.host, moment(11))
    village.asks(one, moment(11), seeded_by=village.host)
    village.asks(one, moment(11), deleted_at=moment(12))
    village.asks(one, moment(3))
    village.asks(other, moment(28, 23))  # 25 open hours old when Friday ends
    village.asks(other, moment(12))

    found = of(village).first_reply

    assert (found.questions, found.pending) == (3, 1)
    assert found.within_24h == Share(2, 3)
    assert found.median == Median(hours=24)
    assert found.unanswered == Share(1, 3)
    assert found.by_members == Share(1, 2)
    assert found.waiting == [13 * 24 + 12, 25]
    assert found.waiting_longer_than(72) == 1


def test_days_off_stop_the_clock(village):
    person = village.joins()
    asked = village.asks(person, moment(13))
    village.replies(village.host, asked, moment(18))
    assert of(village).first_reply.median == Median(hours=72)

    village.closes(14)
    Closure.objects.create(day=date(2026, 5, 15))
    assert of(village).first_reply.median == Median(hours=24)


def test_a_reply_of_the_day_after_is_not_known_yet(village):
    person = village.joins()
    village.replies(village.host, village.asks(person, moment(20)), moment(date(2026, 6, 1)))

    assert of(village).first_reply.unanswered == Share(1, 1)
