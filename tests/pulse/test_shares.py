"""Small numbers are said as counts; percentages come with what they could be."""

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from pulse.shares import Share, changed, percent, wilson


@pytest.mark.parametrize(
    ("k", "n", "value", "low", "high"),
    [(9, 12, 75, 47, 91), (5, 12, 42, 19, 68), (6, 9, 67, 35, 88), (7, 8, 88, 53, 98), (21, 32, 66, 48, 80)],
)
def test_the_examples_of_the_definitions(k, n, value, low, high):
    share = Share(k, n)

    assert (share.percent, percent(share.low), percent(share.high)) == (value, low, high)


@pytest.mark.parametrize(
    ("share", "english", "french"),
    [
        (Share(0, 0), "Nothing to measure yet", "Rien à mesurer encore"),
        (Share(2, 3), "2 of 3, too few for a percentage", "2 sur 3 — trop peu pour un pourcentage"),
        (Share(9, 12), "9 of 12 (75%, read as 47 to 91%)", "9 sur 12 (75\u00a0%, à lire entre 47 et 91\u00a0%)"),
        (Share(14, 20), "70% (14 of 20)", "70\u00a0% (14 sur 20)"),
        (Share(4, 8, least=10), "4 of 8, too few for a percentage", "4 sur 8 — trop peu pour un pourcentage"),
    ],
)
def test_words_by_size(share, english, french):
    with override("en"):
        assert share.words == english
    with override("fr"):
        assert share.words == french


def test_below_five_there_is_no_value():
    assert (Share(4, 4).value, Share(4, 4).low, Share(4, 4).high, Share(4, 4).percent) == (None, None, None, None)
    assert Share(5, 5).value == 1


def test_halves_are_rounded_up():
    assert [Share(k, 8).percent for k in (1, 3, 5, 7)] == [13, 38, 63, 88]


def test_a_wide_interval_is_fragile():
    assert Share(9, 12).is_fragile
    assert not Share(70, 100).is_fragile
    assert not Share(2, 3).is_fragile


def test_a_threshold_is_compared_exactly_and_nobody_reaches_none():
    assert Share(1, 2).reaches(50)
    assert not Share(499, 1000).reaches(50)
    assert not Share(0, 0).reaches(0)
    assert Share(31, 50).exceeds(60)
    assert not Share(30, 50).exceeds(60)


def test_a_change_is_said_when_intervals_part_or_people_are_many():
    assert not changed(Share(5, 12), Share(9, 12))
    assert changed(Share(1, 18), Share(17, 18))
    assert changed(Share(10, 20), Share(12, 21))
    assert not changed(Share(1, 3), Share(3, 3))


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share_and_stays_within_bounds(pair):
    k, n = pair

    low, high = wilson(k, n)

    assert 0 <= low <= k / n + 1e-9
    assert k / n - 1e-9 <= high <= 1
