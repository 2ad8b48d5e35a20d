"""One dot is one person."""

import re

from core.presence import Presence


def dots(path, pitch):
    """Each dash of no length is a dot: one at the start of a stroke, one more every pitch."""
    return sum(round(float(length) // pitch) + 1 for length in re.findall(r"h([\d.]+)", path))


def test_the_picture_of_the_mock_up_is_drawn():
    presence = Presence(42, 22)

    assert (presence.width, presence.height) == (231, 22)
    assert presence.on == "M5.5 5.5h220.01M5.5 16.5h0.01"
    assert presence.off == "M16.5 16.5h209.01"


def test_there_is_one_dot_for_each_person_whatever_their_number():
    for members in (1, 2, 12, 13, 48, 49, 96, 97, 480, 500):
        for contributors in {0, 1, members // 2, members}:
            presence = Presence(members, contributors)
            assert dots(presence.on, presence.pitch) == contributors
            assert dots(presence.off, presence.pitch) == members - contributors


def test_above_five_hundred_people_one_dot_stands_for_several():
    presence = Presence(4200, 90)

    assert presence.per_dot == 10
    assert dots(presence.on, presence.pitch) == 9
    assert dots(presence.on, presence.pitch) + dots(presence.off, presence.pitch) == 420


def test_nobody_draws_nothing():
    assert Presence(0, 0).on == Presence(0, 0).off == ""
