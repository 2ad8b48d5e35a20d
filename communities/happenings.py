"""What happens in a community, as a room above tells it to somebody who is invited; never what is not open to them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from communities.models import Community


@dataclass(frozen=True)
class Happening:
    """Somebody said something lately."""

    who: str
    words: str


type Teller = Callable[[Community, datetime], Happening | None]

_tellers: list[Teller] = []


def tells(teller: Teller) -> Teller:
    """Decorate `function(community, since) -> Happening | None`, for communities that every colleague may read."""
    _tellers.append(teller)
    return teller


def latest(community: Community, since: datetime) -> Happening | None:
    """Nothing for private and secret ones: a letter tells no more than the first one did."""
    if not community.is_open or community.is_hidden:
        return None
    return next((told for teller in _tellers if (told := teller(community, since)) is not None), None)
