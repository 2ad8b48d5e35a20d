"""Reading a pasted list of people: each line says who, and after a separator why. Pure, in linear time.

"karim@example.org; You drew the seal", "@mehdi, you were there", "Nora Belkacem <nora@…>, …", columns of a spreadsheet;
several addresses on one line stay several people. Who they are is not asked here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from communities.recipients import ADDRESS, MOST_BYTES, MOST_LINES, Entry, Recipients, TooLong, is_address, who_of
from core.names import clean_line, fold

KEPT = 20_000  # characters that come back of a list nobody could have meant
_ADDRESSED = re.compile(r"<[^<>@\s]+@[^<>@\s]+>")
_WORD = re.compile(r"@?[\w.\-]+")
_NAME = re.compile(r"[^\W\d_][\w’'.\-]*( [^\W\d_][\w’'.\-]*){1,3}")


@dataclass(frozen=True)
class Cell:
    text: str
    start: int
    separator: str  # the one before it


def pasted(text: str) -> Recipients:
    if (size := len(text.encode("utf-8", "replace"))) > MOST_BYTES:
        raise TooLong("bytes", size)
    found = Recipients()
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        people, why = _read(line)
        if number == 1 and fold(people[0]).strip() in ADDRESS:
            continue
        found.entries += [Entry(number, who_of(who), why) for who in people]
        if len(found.entries) > MOST_LINES:
            raise TooLong("people")
    return found


def kept(text: str) -> str:
    """What comes back into the field: all of it, or the beginning of what is far too much."""
    return text if len(text.encode("utf-8", "replace")) <= MOST_BYTES else text[:KEPT]


def _read(line: str) -> tuple[list[str], str]:
    """Who, mostly one; and why: from the first separator after which nobody is named."""
    first, *others = islice(_cells(line), MOST_LINES + 2)
    if others and others[0].separator == "," and not _is_person(first, first):
        return [line], ""  # a sentence
    people = [first.text]
    for cell in others:
        if not cell.text.strip():
            continue
        if not _is_person(cell, first):
            return people, _reason(line[cell.start :])
        is_name = " " in first.text.strip() and "@" not in first.text
        if is_name and people == [first.text] and is_address(cell.text.strip()):
            people = []  # a column with the name, before the one with the address
        people.append(cell.text)
    return people, ""


def _is_person(cell: Cell, first: Cell) -> bool:
    """A word alone may be a handle after a comma, and among handles; after ; or a tab stands why."""
    text = cell.text.strip(' \t"')
    if is_address(text) or (text.endswith(">") and _ADDRESSED.search(text)):
        return True
    listed = cell.separator in ("", ",") or (_WORD.fullmatch(first.text.strip()) and "@" not in first.text[1:])
    if _WORD.fullmatch(text):
        return bool(listed)
    return cell.separator in ("", ",") and bool(_NAME.fullmatch(text)) and text[0].isupper() and _last(text).isupper()


def _last(name: str) -> str:
    return name.rpartition(" ")[2][:1]


def _cells(line: str) -> Iterator[Cell]:
    """Cut at tabs, ; and commas that stand neither in quotes nor inside <…>. The comma of a name cuts nothing: "Benali,
    Karim <karim@…>"."""
    inside = quoted = has_address = False
    start, before = 0, ""
    named = max((found.start() for found in _ADDRESSED.finditer(line)), default=-1)
    for place, character in enumerate(line):
        if character == '"':
            quoted = not quoted
        elif character in "<>" and not quoted:
            inside = character == "<" and place <= named
        elif character in ";,\t" and not quoted and not inside:
            if character == "," and place < named and not has_address:
                continue
            yield Cell(line[start:place], start, before)
            start, before, has_address = place + 1, character, False
        has_address = has_address or character == "@"
    yield Cell(line[start:], start, before)


def _reason(text: str) -> str:
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = text[1:-1].replace('""', '"')
    return clean_line(text)
