"""What higher rooms add to a page of a lower one: panels beside it, tabs above it, registered in their panels.py.

@panel("person")
def shared_communities(person: Person, viewer: Person) -> Panel | None: ...
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True)
class Panel:
    """A template, rendered with its data as `panel`, in the column `place`: "main" or "aside"."""

    template: str
    data: Any = None
    place: str = "aside"


@dataclass(frozen=True)
class Tab:
    """One page among several about the same thing: a URL name and its label."""

    name: str
    url: str
    label: str | Promise
    order: int = field(default=50)


type Maker = Callable[[Any, Any], Panel | None]

_makers: dict[str, list[Maker]] = defaultdict(list)
_tabs: dict[str, list[Tab]] = defaultdict(list)


def panel(page: str) -> Callable[[Maker], Maker]:
    """Decorate `function(thing, viewer) -> Panel | None`. One query each, at most."""

    def register(maker: Maker) -> Maker:
        _makers[page].append(maker)
        return maker

    return register


def panels_of(page: str, thing: Any, viewer: Any) -> list[Panel]:
    """The panels of a page, rooms from the lowest up."""
    return [made for maker in _makers[page] if (made := maker(thing, viewer)) is not None]


def add_tab(page: str, tab: Tab) -> None:
    """Register a tab of a page, once."""
    _tabs[page] = sorted({other.name: other for other in [*_tabs[page], tab]}.values(), key=lambda other: other.order)


def tabs_of(page: str) -> list[Tab]:
    return _tabs[page]
