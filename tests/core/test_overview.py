"""What the parts of one page need is read once for them all, and forgotten after it."""

from types import SimpleNamespace

import pytest

from core.overview import overview, read_for, read_once

ONE, TWO, THREE = (SimpleNamespace(pk=pk) for pk in (1, 2, 3))


@pytest.fixture
def asked():
    return []


@pytest.fixture
def squares(asked):
    """By primary key; of the third there is nothing."""

    def load(things):
        asked.append([thing.pk for thing in things])
        return {thing.pk: thing.pk**2 for thing in things if thing is not THREE}

    return load


def test_outside_of_an_overview_nothing_is_remembered(squares, asked):
    assert read_for("squares", [ONE], squares) == read_for("squares", [ONE], squares) == {1: 1}
    assert asked == [[1], [1]]
    assert read_once("it", lambda: 1) + read_once("it", lambda: 2) == 3


def test_inside_only_what_was_not_read_is_asked_for(squares, asked):
    with overview():
        assert read_for("squares", [ONE, THREE], squares) == {1: 1}
        assert read_for("squares", [TWO, THREE, ONE], squares) == {2: 4, 1: 1}
        assert read_once("it", lambda: 1) + read_once("it", lambda: 2) == 2

    assert asked == [[1, 3], [2]]


def test_what_has_two_names_is_not_confused(squares, asked):
    with overview():
        read_for("squares", [ONE], squares)
        read_for("others", [ONE], squares)

    assert asked == [[1], [1]]


def test_it_ends_with_the_page_even_when_the_page_fails(squares, asked):
    def fail():
        with overview():
            read_for("squares", [ONE], squares)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    read_for("squares", [ONE], squares)

    assert asked == [[1], [1]]
