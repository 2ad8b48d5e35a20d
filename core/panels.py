"""What higher rooms add to a page of a lower one: panels beside it, tabs above it, registered in their panels.py.

@panel("person")
def shared_communities(person: Person, viewer: Person) -> Panel | None: ...

On a page whose statements are counted a panel brings what it needs with the page's own query, as annotations of the
thing that is shown:

@panel("community_feed", loads=lambda viewer: {"welcome": Subquery(...)})
def welcome(community: Community, viewer: Person) -> Panel | None: ...

That query is composed once (core/compiled.py): of the viewer `loads` may only use the id and whether they administer,
and no moment but the database's own.
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
type Loader = Callable[[Any], dict[str, Any]]

_loaders: dict[str, list[Loader]] = defaultdict(list)
_makers: dict[str, list[Maker]] = defaultdict(list)
_tabs: dict[str, list[Tab]] = defaultdict(list)


def panel(page: str, *, loads: Loader | None = None) -> Callable[[Maker], Maker]:
    """Decorate `function(thing, viewer) -> Panel | None`. One query each at most, none where it `loads`."""

    def register(maker: Maker) -> Maker:
        _makers[page].append(maker)
        if loads is not None:
            _loaders[page].append(loads)
        return maker

    return register


def panels_of(page: str, thing: Any, viewer: Any) -> list[Panel]:
    """The panels of a page, rooms from the lowest up."""
    return [made for maker in _makers[page] if (made := maker(thing, viewer)) is not None]


def first_panel_of(page: str, thing: Any, viewer: Any) -> Panel | None:
    """The first that has something to show, where there is room for one at a time."""
    return next((made for maker in _makers[page] if (made := maker(thing, viewer)) is not None), None)


def loads_of(page: str, viewer: Any) -> dict[str, Any]:
    """What the panels of a page want annotated on the thing it shows."""
    return {name: wanted for loader in _loaders[page] for name, wanted in loader(viewer).items()}


def loaders_of(page: str) -> tuple[Loader, ...]:
    """Whose wishes `loads_of` brings together."""
    return tuple(_loaders[page])


def add_tab(page: str, tab: Tab) -> None:
    """Register a tab of a page, once."""
    _tabs[page] = sorted({other.name: other for other in [*_tabs[page], tab]}.values(), key=lambda other: other.order)


def tabs_of(page: str) -> list[Tab]:
    return _tabs[page]
