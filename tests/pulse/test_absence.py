"""A host who is away for long while nobody stands in: the community calls for help."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from communities.models import Absence, Membership, Rules
from pulse.models import Closure
from pulse.roadmap import roadmap
from pulse.troubles import troubles
from tests.factories import make_person
from tests.pulse.worlds import Village, moment

MONDAY = date(2026, 6, 1)  # the day after D


@pytest.fixture
def village(db):
    return Village(stage="open")


def away(village, first=MONDAY, last=date(2026, 6, 15), **more):
    return Absence.objects.create(
        community=village.community, person=village.host, starts_on=first, ends_on=last, **more
    )


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


def found(village, at=None):
    at = at or moment(MONDAY, 9)
    return [trouble for trouble in troubles([village.community], at=at)[village.community.pk] if trouble.code == "away"]


def test_eleven_open_days_without_anybody_call_for_help(village):
    """Two week-ends within them do not count."""
    away(village)

    [trouble] = found(village)
    assert "open days: 11" in trouble.words


def test_ten_do_not(village):
    away(village, last=date(2026, 6, 14))

    assert found(village) == []


def test_days_off_do_not_count(village):
    away(village)
    Closure.objects.create(community=village.community, day=date(2026, 6, 4))

    assert found(village) == []


def test_the_number_is_the_administrators_to_change(village):
    away(village, last=date(2026, 6, 3))
    Rules.objects.create(pk=1, away_days=2)

    assert len(found(village)) == 1


def test_not_before_nor_after(village):
    away(village)

    assert found(village, moment(MONDAY - timedelta(days=1), 12)) == []
    assert len(found(village, moment(date(2026, 6, 15), 23))) == 1
    assert found(village, moment(date(2026, 6, 16), 1)) == []


def test_not_while_a_cohost_stands_in(village):
    cohost = make_person()
    stay = Membership.objects.create(community=village.community, person=cohost, role="coanimator")
    away(village, stand_in=cohost)
    assert found(village) == []

    stay.role = "member"
    stay.save()
    assert len(found(village)) == 1


def test_the_roadmap_says_it(village):
    away(village)

    words = [alert.words for alert in roadmap(moment(MONDAY, 9)).alerts]
    assert any("nobody stands in" in said for said in words)
