"""Spaces a line must not end at, put in when a line of people's words is shown; what they wrote is kept as it is."""

import re
from functools import lru_cache

_NARROW, _WIDE = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"
# Only French has a space there: which language a line is in need not be known.
_BEFORE = re.compile(r"(?<=\S) (?=[?!;»])")
_AFTER = re.compile(r"(?<=«) (?=\S)")
_COLON = re.compile(r"(?<=\S) (?=:(?:\s|$))")


@lru_cache(4096)
def typeset(line: str) -> str:
    """With narrow no-break spaces before `? ! ;` and inside « », and one that does not break before a colon."""
    return _COLON.sub(_WIDE, _AFTER.sub(_NARROW, _BEFORE.sub(_NARROW, line)))
