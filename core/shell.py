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


class Parts(dict[str, Any]):
    """The parts of one request, each loaded when it is first asked for."""

    def __init__(self, person: Any) -> None:
        super().__init__()
        self.person = person

    def __missing__(self, name: str) -> Any:
        self[name] = _parts[name](self.person)
        return self[name]


def of(request: HttpRequest) -> Parts:
    """For a view that needs one part: the others wait until the page is rendered, when what it does is done."""
    if not hasattr(request, "shell_parts"):
        request.shell_parts = Parts(getattr(request, "user", None))  # type: ignore[attr-defined]
    return request.shell_parts  # type: ignore[attr-defined, no-any-return]


def whole(request: HttpRequest) -> dict[str, Any]:
    """Every part, for a template; nothing for a visitor."""
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return {}
    parts = of(request)
    return {name: parts[name] for name in _parts}
