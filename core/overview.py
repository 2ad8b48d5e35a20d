"""A page about many things asks once for what its parts all need.

with overview():
    hostings(everything)          # read here…
    gates(some, Stage.OPEN)       # …and found again by each criterion

Outside of an overview nothing is remembered: what decides reads afresh."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Protocol


class _Thing(Protocol):
    pk: Any


_read: ContextVar[dict[Hashable, Any] | None] = ContextVar("overview", default=None)


@contextmanager
def overview() -> Iterator[None]:
    token = _read.set({})
    try:
        yield
    finally:
        _read.reset(token)


def read_once[T](name: str, load: Callable[[], T]) -> T:
    known = _read.get()
    if known is None:
        return load()
    if name not in known:
        known[name] = load()
    found: T = known[name]
    return found


def read_for[Thing: _Thing, T](
    name: str, things: Sequence[Thing], load: Callable[[Sequence[Thing]], dict[int, T]]
) -> dict[int, T]:
    """By primary key; `load` is asked for those that were not read before, and need not answer for each."""
    known = _read.get()
    if known is None:
        return load(things)
    found, asked = known.setdefault(name, ({}, set()))
    missing = [thing for thing in things if thing.pk not in asked]
    if missing:
        found |= load(missing)
        asked |= {thing.pk for thing in missing}
    return {thing.pk: found[thing.pk] for thing in things if thing.pk in found}
