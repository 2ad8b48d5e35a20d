"""The cursor of a list: an exact place, which nobody can forge."""

from datetime import UTC, datetime
from urllib.parse import parse_qs, quote
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import BadRequest

from core.paging import Cursor

MOMENT = datetime(2026, 11, 23, 21, 4, 5, 123456, tzinfo=UTC)


@pytest.mark.parametrize("moment", [MOMENT, MOMENT.astimezone(ZoneInfo("Europe/Paris"))])
def test_a_cursor_reads_back_as_the_place_it_was_made_from(moment):
    assert Cursor.read(str(Cursor(moment, 12))) == Cursor(MOMENT, 12)


def test_a_cursor_survives_an_address_as_it_is():
    text = str(Cursor(MOMENT, 12))

    assert quote(text, safe="~:") == text
    assert parse_qs(f"before={text}")["before"] == [text]


def test_no_cursor_is_the_start_of_the_list():
    assert Cursor.read("") is None


@pytest.mark.parametrize("text", ["12", ".", "1764536645123456.12:forged", "é", "\x00", "9" * 10_000])
def test_a_cursor_made_by_hand_is_refused(text):
    """R-IN-06: 400, never 500."""
    with pytest.raises(BadRequest):
        Cursor.read(text)
