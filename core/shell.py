"""The frame around every page: each room adds its part (the rail, the bell), none imports another for it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

type Part = Callable[[Any], Any]

_parts: dict[str, Part] = {}


def part(name: str) -> Callable[[Part], Part]:
    """Decorate `function(person) -> data`; templates read it as `shell.<name>`. One query each, at most."""

    def register(function: Part) -> Part:
        _parts[name] = function
        return function

    return register


def of(request: HttpRequest) -> dict[str, Any]:
    """The parts for who is signed in, loaded once per request; empty for a visitor."""
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return {}
    if not hasattr(request, "shell_parts"):
        request.shell_parts = {name: function(person) for name, function in _parts.items()}  # type: ignore[attr-defined]
    return request.shell_parts  # type: ignore[attr-defined, no-any-return]
