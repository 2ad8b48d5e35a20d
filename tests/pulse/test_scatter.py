"""The chart of size and life: everything inside it, no label over another."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from communities.tiles import Art
from pulse.scatter import LETTER, MARK, Point, narrow, wide

NO_ART = Art("", "")
sizes = st.integers(min_value=1, max_value=100_000)
points = st.lists(
    st.tuples(st.text(min_size=1, max_size=40), sizes, st.floats(0, 1)).map(
        lambda found: Point(found[0], 1, NO_ART, found[1], round(found[1] * found[2]))
    ),
    max_size=30,
)


def boxes(chart):
    """What each label covers, with the name it says."""
    for mark in chart.marks:
        if mark.anchor:
            length = len(mark.point.name) * LETTER
            start = mark.label_x if mark.anchor == "start" else mark.label_x - length
            yield start, mark.y, start + length, mark.y + MARK


@given(points)
def test_every_community_is_drawn_inside(found):
    for chart in (wide(found), narrow(found)):
        assert len(chart.marks) == len(found)
        for mark in chart.marks:
            assert chart.left <= mark.x <= chart.width - MARK
            assert 0 <= mark.y <= chart.floor


@given(points)
def test_no_label_covers_another_nor_leaves_the_chart(found):
    for chart in (wide(found), narrow(found)):
        for one, other in combinations(list(boxes(chart)), 2):
            assert one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]
        assert all(chart.left <= start and end <= chart.width for start, _, end, _ in boxes(chart))


def test_more_members_stand_further_right_and_more_life_higher():
    small, large = Point("Small", 1, NO_ART, 25, 20), Point("Large", 2, NO_ART, 480, 19)
    chart = wide([small, large])
    at = {mark.point.name: mark for mark in chart.marks}

    assert at["Small"].x < at["Large"].x
    assert at["Small"].y < at["Large"].y


def test_twice_the_members_are_as_far_wherever_one_is():
    chart = wide([Point(str(n), 1, NO_ART, n, 0) for n in (25, 50, 250, 500)])
    at = {mark.point.members: mark.x for mark in chart.marks}

    assert abs((at[50] - at[25]) - (at[500] - at[250])) < 0.3


def test_those_where_people_answer_each_other_stand_in_the_band():
    chart = wide([Point("Alive", 1, NO_ART, 20, 9), Point("Silent", 1, NO_ART, 20, 7)])
    at = {mark.point.name: mark.y + MARK / 2 for mark in chart.marks}

    assert at["Alive"] < chart.alive < at["Silent"]


def test_an_empty_network_has_axes_and_no_mark():
    chart = wide([])

    assert chart.marks == []
    assert [tick.text for tick in chart.rows] == ["0", "20", "40", "60"]


@given(points)
def test_what_the_band_means_is_written_over_no_mark(found):
    for chart in (wide(found), narrow(found)):
        assert all(mark.y > 26 for mark in chart.marks)
