"""The frame around every page: each room adds its part (the rail, the bell), none imports another for it.

The parts of a page are asked for together, in one statement: each is a scalar SQL expression of ours, and a function
that makes of its value what templates read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.http import HttpRequest
from django.utils.timezone import now

# Who asks and when, in a part's SQL. Behind a SELECT, or PostgreSQL would plan the statement anew for each person,
# which takes longer than answering it: what it cannot see it plans once for everybody.
ME = "(SELECT %(me)s::bigint)"
NOW = "(SELECT %(now)s::timestamptz)"


@dataclass(frozen=True)
class Part:
    sql: Callable[[Any], str]
    read: Callable[[Any], Any]
    everywhere: bool


_parts: dict[str, Part] = {}


def part[Read: Callable[[Any], Any]](
    name: str, sql: str | Callable[[Any], str], *, everywhere: bool = True
) -> Callable[[Read], Read]:
    """Decorate `function(value of the SQL expression) -> data`; templates read it as `shell.<name>`.
    One for a single page is not `everywhere`: that page asks for it by name (`of(request, "arrivals")`)."""

    def register(read: Read) -> Read:
        _parts[name] = Part((lambda person: sql) if isinstance(sql, str) else sql, read, everywhere)
        return read

    return register


class Parts(dict[str, Any]):
    """The parts of one request, loaded when the first is asked for: together while nothing is being changed."""

    def __init__(self, person: Any, *, together: bool) -> None:
        super().__init__()
        self.person = person
        self.wanted = {name for name, part in _parts.items() if part.everywhere and together}

    def __missing__(self, name: str) -> Any:
        self.load({name, *self.wanted})
        return self[name]

    def load(self, names: set[str]) -> None:
        """One query, unless they are all here."""
        asked = sorted(names - self.keys())
        self.wanted = set()
        if not asked:
            return
        expressions = ", ".join([f"({_parts[name].sql(self.person)})" for name in asked])
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {expressions}", {"me": self.person.pk, "now": now()})
            values = cursor.fetchone()
        self.update({name: _parts[name].read(value) for name, value in zip(asked, values, strict=True)})

    def only(self, name: str) -> Any:
        """This one, where no page is shown around it, or not before something is done that changes the others."""
        self.load({name})
        return self[name]


def of(request: HttpRequest, *also: str) -> Parts:
    """For a view that needs one part, `also` those of this page alone. A view that may change something gets what it
    asks for and no more: the others wait until the page is rendered, when what it does is done."""
    if not hasattr(request, "shell_parts"):
        together = request.method in ("GET", "HEAD")
        request.shell_parts = Parts(getattr(request, "user", None), together=together)  # type: ignore[attr-defined]
    parts: Parts = request.shell_parts  # type: ignore[attr-defined]
    parts.wanted.update(also)
    return parts


def whole(request: HttpRequest) -> dict[str, Any]:
    """Every part, for a template; nothing for a visitor."""
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return {}
    parts = of(request)
    parts.load({name for name, part in _parts.items() if part.everywhere})
    return parts
