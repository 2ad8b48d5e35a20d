"""One line of the format: which keys each type has, and what is wrong with a bad one."""

import json
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.conf import settings

from communities.models import Community, Membership
from posts.models import Post, Reaction
from pulse.models import ClarityAsk
from rsenet.network import values as v

LONGEST = 1_000_000  # bytes: five times the longest body, every character escaped


class BadLine(Exception):
    """What is wrong, and where."""

    def __init__(self, number: int, sentence: str) -> None:
        super().__init__(f"line {number}: {sentence}")


class Key(NamedTuple):
    read: v.Read
    required: bool = False
    default: Any = None


@dataclass(frozen=True, slots=True)
class Line:
    """A good line: every key of its type has a value, the default when it was not told."""

    number: int
    type: str
    values: dict[str, Any]

    def __getitem__(self, key: str) -> Any:
        return self.values[key]

    def wrong(self, sentence: str) -> BadLine:
        return BadLine(self.number, sentence)


def _must(read: v.Read) -> Key:
    return Key(read, required=True)


def _may(read: v.Read, default: Any = None) -> Key:
    return Key(read, default=default)


_MESSAGE = {
    "author": _must(v.identifier),
    "created_at": _must(v.moment),
    "body": _must(v.body),
    "deleted": _may(v.flag, False),
    "seeded_by": _may(v.identifier),
}
_STAGES = [stage for stage in Community.Stage.values if stage not in ("idea", "needs_help")]

SHAPES: dict[str, dict[str, Key]] = {
    "person": {
        "id": _must(v.identifier),
        "name": _must(v.name),
        "email": _must(v.email),
        "title": _may(v.line(100), ""),
        "department": _may(v.line(100), ""),
        "location": _may(v.line(100), ""),
        "language": _may(v.one_of(code for code, _ in settings.LANGUAGES), settings.LANGUAGE_CODE),
        "bot": _may(v.flag, False),
        "active": _may(v.flag, True),
    },
    "community": {
        "id": _must(v.slug),
        "name": _must(v.name),
        "purpose": _must(v.sentence),
        "animator": _must(v.identifier),
        "stage": _may(v.one_of(_STAGES), Community.Stage.OPEN),
        "visibility": _may(v.one_of(Community.Visibility.values), Community.Visibility.OPEN),
        "created_at": _may(v.moment),
        "timezone": _may(v.timezone, settings.TIME_ZONE),
    },
    "membership": {
        "community": _must(v.slug),
        "person": _must(v.identifier),
        "joined_at": _must(v.moment),
        "role": _may(v.one_of(Membership.Role.values)),
        "left_at": _may(v.moment),
        "left_reason": _may(v.one_of(Membership.LeftReason.values), ""),
    },
    "post": {
        "id": _must(v.identifier),
        "community": _must(v.slug),
        **_MESSAGE,
        "title": _may(v.line(200), ""),
        "kind": _may(v.one_of(Post.Kind.values), Post.Kind.MESSAGE),
    },
    "reply": {
        "id": _must(v.identifier),
        "post": _must(v.identifier),
        **_MESSAGE,
        "parent": _may(v.identifier),
    },
    "reaction": {
        "target": _must(v.target),
        "person": _must(v.identifier),
        "emoji": _must(v.one_of(Reaction.Emoji.values)),
        "created_at": _must(v.moment),
    },
    "accepted_answer": {
        "post": _must(v.identifier),
        "reply": _must(v.identifier),
        "at": _must(v.moment),
    },
    "visit": {
        "community": _must(v.slug),
        "person": _must(v.identifier),
        "day": _must(v.day),
    },
    "closure": {
        "community": _must(v.slug),
        "day": _must(v.day),
    },
    "pulse": {
        "community": _must(v.slug),
        "person": _must(v.identifier),
        "asked_at": _must(v.moment),
        "answer": _may(v.one_of(ClarityAsk.Answer.values), ""),
        "answered_at": _may(v.moment),
    },
}


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key is there twice")
    return found


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


def _parsed(raw: bytes) -> Any:
    if len(raw) > LONGEST:
        raise ValueError(f"it is longer than {LONGEST} bytes")
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        raise ValueError("it is not UTF-8") from None
    try:
        return json.loads(text, object_pairs_hook=_without_twins, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        raise ValueError(f"it is not JSON ({error.msg}, column {error.colno})") from None
    except RecursionError:
        raise ValueError("it is nested too deep") from None


def _value(key: str, rule: Key, given: dict[str, Any]) -> Any:
    value = given.get(key)
    if value is None:
        if rule.required:
            raise ValueError(f"{key} is missing")
        return rule.default
    try:
        return rule.read(value)
    except ValueError as error:
        raise ValueError(f"{key} {error}") from None


def read(number: int, raw: bytes) -> Line:
    """The line with every key of its type; BadLine when anything is wrong with it alone."""
    try:
        given = _parsed(raw)
        if not isinstance(given, dict):
            raise ValueError("it is not a JSON object")
        kind = given.pop("type", None)
        if not isinstance(kind, str) or kind not in SHAPES:
            raise ValueError(f"type must be one of {', '.join(SHAPES)}, not {v.shown(kind)}")
        shape = SHAPES[kind]
        unknown = [key for key in given if key not in shape]
        if unknown:
            raise ValueError(f"a {kind} has no key {v.shown(unknown[0])}")
        return Line(number, kind, {key: _value(key, rule, given) for key, rule in shape.items()})
    except ValueError as error:
        raise BadLine(number, str(error)) from None
