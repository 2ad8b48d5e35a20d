"""Other communities whose purpose is nearly the same: join one, or merge?"""

from dataclasses import dataclass

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models.lookups import GreaterThanOrEqual

from accounts.models import Person
from communities.models import Community

# Of three letters in a row, the share two sentences have in common: twins are above 0.6, neighbours above 0.45.
NEAR = 0.45
MOST = 3


@dataclass(frozen=True)
class Neighbour:
    name: str
    purpose: str
    url: str
    hue: int
    tile: str


def near(text: str, person: Person, *, besides: str = "") -> list[Neighbour]:
    """Among those this person may know of, the nearest first; `besides` is the address of the one being written.
    One statement, by the trigram index."""
    if len(text) < 15:
        return []
    found = Community.objects.visible_to(person).exclude(slug=besides).exclude(stage=Community.Stage.ARCHIVED)
    likeness = TrigramSimilarity("purpose", text)
    alike = found.filter(purpose__trigram_similar=text).alias(likeness=likeness)
    rows = alike.filter(GreaterThanOrEqual(likeness, NEAR)).order_by(likeness.desc(), "pk")[:MOST]
    return [Neighbour(row.name, row.purpose, row.get_absolute_url(), row.hue, row.tile) for row in rows]
