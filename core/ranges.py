"""One part of a file (RFC 9110, section 14): what players and interrupted downloads ask for."""

import re
from typing import NamedTuple

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


class Part(NamedTuple):
    start: int
    end: int  # included


class NotSatisfiable(Exception):
    """Beyond the end of the file: 416."""


def asked_part(header: str, size: int) -> Part | None:
    """The part a Range header asks for; None when the whole is to be sent (no header, several parts, nonsense)."""
    match = _RANGE.fullmatch(header.strip())
    if match is None or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:  # the last n bytes
        start, end = max(size - int(last), 0), size - 1
        if int(last) == 0:
            raise NotSatisfiable
    else:
        start, end = int(first), min(int(last), size - 1) if last else size - 1
        if last and int(last) < start:
            return None
    if start >= size:
        raise NotSatisfiable
    return Part(start, end)
