"""What this room adds to the pages about people."""

from accounts.models import Person
from communities.models import Community
from communities.tiles import art
from core.panels import Panel, panel


@panel("person")
def their_communities(person: Person, viewer: Person) -> Panel | None:
    """Where this person is, as far as the viewer may read there: belonging elsewhere is nobody's business (R-PR-05)."""
    places = Community.objects.readable_by(viewer).of(person).exclude(stage=Community.Stage.ARCHIVED)
    found = [(place, art(place.tile)) for place in places.order_by("sort_key")[:30]]
    return Panel("communities/_theirs.html", found) if found else None
