"""What the values of a line may be: each function reads one JSON value, or says in a ValueError what is wrong."""

import re
import zoneinfo
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from communities.slugs import RESERVED
from core.names import clean_line, clean_name

type Read = Callable[[Any], Any]

_UNPRINTABLE = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ufeff]")
_SLUG = re.compile(r"[A-Za-z0-9_-]+")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
YEARS = range(1970, 2200)


def shown(value: object) -> str:
    """A value in a sentence: short, and safe to print."""
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def text(value: Any, longest: int = 20_000) -> str:
    """Any text that PostgreSQL and UTF-8 can hold (R-RB-01)."""
    if not isinstance(value, str):
        raise ValueError(f"must be a text, not {shown(value)}")
    if "\0" in value:
        raise ValueError("contains a NUL character")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise ValueError("contains half a character (a lone surrogate)") from error
    if len(value) > longest:
        raise ValueError(f"is too long: {len(value)} characters, {longest} at most")
    return value


def body(value: Any) -> str:
    return text(value).replace("\r\n", "\n").replace("\r", "\n")


def line(longest: int) -> Read:
    """One line of plain text, cleaned of what cannot be seen (R-UN-01)."""

    def read(value: Any) -> str:
        return text(clean_line(text(value)), longest)

    return read


def name(value: Any) -> str:
    try:
        return text(clean_name(text(value)), 80)
    except ValidationError:
        raise ValueError("must be a name that others can read") from None


def sentence(value: Any) -> str:
    cleaned = text(clean_line(text(value)), 500)
    if not cleaned:
        raise ValueError("must say something")
    return cleaned


def identifier(value: Any) -> str:
    found = text(value, 100)
    if not found or _UNPRINTABLE.search(found):
        raise ValueError("must be 1 to 100 characters without spaces")
    return found


def slug(value: Any) -> str:
    found = text(value, 80)
    if not _SLUG.fullmatch(found):
        raise ValueError("must be made of letters a to z, digits, - and _: it is the community's address")
    if found in RESERVED:
        raise ValueError(f"must not be {found}: that address is the product's own")
    return found


def email(value: Any) -> str:
    found = text(value, 254).strip().lower()
    try:
        validate_email(found)
    except ValidationError:
        raise ValueError(f"is not an e-mail address: {shown(value)}") from None
    return found


def flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"must be true or false, not {shown(value)}")
    return value


def moment(value: Any) -> datetime:
    """ISO 8601 with its zone."""
    try:
        found = datetime.fromisoformat(text(value, 40))
        if found.tzinfo is None:
            raise ValueError
        found = found.astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValueError(f"must be a time with its zone, like 2026-03-09T14:30:00Z, not {shown(value)}") from None
    if found.year not in YEARS:
        raise ValueError(f"must be a time between {YEARS[0]} and {YEARS[-1]}, not {shown(value)}")
    return found


def day(value: Any) -> date:
    """The day where the community is, as ISO 8601 writes it."""
    found = text(value, 40)
    try:
        if not _DAY.fullmatch(found) or (read := date.fromisoformat(found)).year not in YEARS:
            raise ValueError
    except ValueError:
        raise ValueError(
            f"must be a day between {YEARS[0]} and {YEARS[-1]}, like 2026-03-09, not {shown(value)}"
        ) from None
    return read


def timezone(value: Any) -> str:
    found = text(value, 50)
    if found not in zoneinfo.available_timezones():
        raise ValueError(f"is not a time zone: {shown(value)}")
    return found


def one_of(choices: Iterable[str]) -> Read:
    known = list(choices)

    def read(value: Any) -> str:
        if value not in known:
            raise ValueError(f"must be one of {', '.join(known)}, not {shown(value)}")
        return str(value)

    return read


def target(value: Any) -> tuple[str, str]:
    """`post:<id>` or `reply:<id>`."""
    kind, colon, found = text(value, 106).partition(":")
    if kind not in ("post", "reply") or not colon:
        raise ValueError(f"must be post:<id> or reply:<id>, not {shown(value)}")
    return kind, identifier(found)
