"""What a file is, and which part of it is asked for."""

import pytest

from core.filetypes import recognise
from core.ranges import NotSatisfiable, Part, asked_part


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b"%PDF-1.7", "a.pdf", "application/pdf"),
        (b"PK\x03\x04....", "a.zip", "application/zip"),
        (b"PK\x03\x04....", "a.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (b"\x00\x00\x00\x18ftypmp42", "a.mp4", "video/mp4"),
        ("Relevé".encode("utf-16"), "a.txt", "text/plain"),
        ("é".encode()[:1] + b"", "a.txt", "text/plain"),
        (b"caf\xe9;1\n", "a.csv", "text/plain"),
        (b"  \n<SVG onload=x>", "a.txt", None),
        ("<html>".encode("utf-16"), "a.txt", None),
        (b"\x00\x01\x02", "a.txt", None),
        (b"\x1b[0m" * 20 + b"\x01" * 9, "a.txt", None),
        (b"", "a.txt", None),
    ],
)
def test_a_file_is_what_its_bytes_say(head, name, kind):
    """R-FI-02"""
    assert recognise(head, name) == kind


@pytest.mark.parametrize("header", ["", "bytes=", "bytes=-", "bytes=a-b", "bytes=0-1, 2-3", "items=0-1", "bytes=9-3"])
def test_nonsense_asks_for_the_whole(header):
    assert asked_part(header, 100) is None


def test_one_part():
    assert asked_part("bytes=10-", 100) == Part(10, 99)
    assert asked_part("bytes=-200", 100) == Part(0, 99)
    with pytest.raises(NotSatisfiable):
        asked_part("bytes=100-200", 100)
