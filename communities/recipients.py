"""Reading who is to be invited: a file of columns as spreadsheets write them. Pure, in linear time. What is pasted is
read by communities.pasting.

What cannot be read is named with its line; the rest goes in. Who these people are is not asked here."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field

from core.names import clean_line, fold

MOST_BYTES = 500_000
MOST_LINES = 200

# What people call the columns, folded.
ADDRESS = {
    "email", "e-mail", "mail", "courriel", "adresse", "adresse e-mail", "adresse mail", "adresse email", "address",
    "e-mail address", "email address", "handle", "identifiant", "destinataire", "recipient", "to whom", "a qui",
}  # fmt: skip
_WHY = {"why you", "why_you", "why", "reason", "pourquoi vous", "pourquoi", "raison", "motif", "pourquoi vous ?"}
_APART = frozenset(" \t,;<>")  # stands in no address
_DELIMITERS = ";\t,"


@dataclass(frozen=True)
class Entry:
    """One person as somebody wrote them: an address or a handle, and why them, when it was told."""

    line: int
    who: str
    why_you: str = ""


@dataclass(frozen=True)
class TooLong(Exception):
    """Nobody reads that many letters, nor writes them: `what` is "bytes", of which there are `n`, or "people"."""

    what: str
    n: int = 0


@dataclass
class Recipients:
    entries: list[Entry] = field(default_factory=list)
    is_spreadsheet: bool = False  # a workbook instead of text: nothing was read


def uploaded(data: bytes) -> Recipients:
    """A file in UTF-8, UTF-16 or Latin-1, with ; , or tabs, with or without a first line that names the columns."""
    if len(data) > MOST_BYTES:
        raise TooLong("bytes", len(data))
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
        return Recipients(is_spreadsheet=True)
    text = _decoded(data)
    if sum(1 for line in text.splitlines() if line.strip()) > MOST_LINES + 1:  # one may name the columns
        raise TooLong("people")
    rows = list(_rows(text, _delimiter(text)))
    found = Recipients()
    if not rows:
        return found
    address, why = _columns(rows)
    header = rows[0][1]
    if not any("@" in cell for cell in header) and fold(_cell(header, address)).strip() in ADDRESS:
        rows = rows[1:]
    for number, cells in rows:
        found.entries.append(Entry(number, who_of(_cell(cells, address)), clean_line(_cell(cells, why))))
    return found


def who_of(text: str) -> str:
    """The address alone, without the name in front of it."""
    text = text.strip()
    if text.endswith(">"):
        text = text[:-1].rpartition("<")[2]
    return clean_line(text.strip(' "').removeprefix("mailto:"))


def is_address(cell: str) -> bool:
    return "@" in cell and not _APART.intersection(cell)


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _delimiter(text: str) -> str:
    """The one before which, or after which, addresses stand most often."""
    lines = [line[:2000] for line in text.splitlines()[:20] if line.strip()]

    def fits(delimiter: str) -> tuple[int, int]:
        cells = [[cell.strip(' "') for cell in line.split(delimiter)] for line in lines]
        whole = sum(any(map(is_address, row)) for row in cells)
        named = sum(any(fold(cell) in ADDRESS | _WHY for cell in row) for row in cells[:1])
        return whole + named, sum(len(row) > 1 for row in cells)

    return max(_DELIMITERS, key=fits)


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with the number of their first line. A quote that never ends would swallow all that follows: then quotes
    are ordinary characters."""
    for is_quoted in (False,) if text.count('"') % 2 else (True, False):
        lines = text.splitlines(keepends=True)
        ordinary = csv.reader(lines, delimiter=delimiter)
        reader = ordinary if is_quoted else csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)
        rows, line = [], 1
        try:
            for cells in reader:
                rows.append((line, cells))
                line = reader.line_num + 1
        except csv.Error:
            continue
        break
    yield from ((line, cells) for line, cells in rows if any(cell.strip() for cell in cells))


def _columns(rows: list[tuple[int, list[str]]]) -> tuple[int, int]:
    """Where the address and the reason stand: as the first line names them, else as the first address shows."""
    header = [fold(cell).strip() for cell in rows[0][1]]
    address = next((place for place, cell in enumerate(header) if cell in ADDRESS), None)
    why = next((place for place, cell in enumerate(header) if cell in _WHY), None)
    if address is None:
        shown = (place for _line, cells in rows for place, cell in enumerate(cells) if "@" in cell)
        address = next(shown, 0)
    return address, address + 1 if why is None else why


def _cell(cells: list[str], place: int) -> str:
    return cells[place] if place < len(cells) else ""
