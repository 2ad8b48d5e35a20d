"""What this room adds to pages of the rooms below."""

from typing import Any

from django.db.models import F

from accounts.models import Person
from communities.models import Community
from communities.tiles import art
from core.panels import Panel, panel
from posts.contributors import contributors

Stage = Community.Stage
SHOWN, LEAST = 3, 5


@panel("prepare")
def sentences_that_worked(community: Community | None, viewer: Person) -> Panel | None:
    """Beside a sentence one is writing: those of the liveliest communities this person may see. One query."""
    alive = Community.objects.visible_to(viewer).filter(stage__in=[Stage.OPEN, Stage.THRIVING])
    alive = alive.filter(member_count__gte=LEAST).annotate(contributors=contributors())
    share = F("contributors") * 100 / F("member_count")
    places: list[Any] = list(alive.order_by(share.desc(), "sort_key")[:SHOWN])
    found = [(place, art(place.tile), place.contributors) for place in places if place.contributors]
    return Panel("posts/_sentences.html", found) if found else None
