"""Who belongs to a community: its hosts first, then the others by arrival, the latest first."""

from dataclasses import dataclass

from django.db.models import Q

from communities.models import Community, Membership
from core.names import sort_key
from core.paging import Cursor

PAGE = 30


@dataclass(frozen=True)
class Members:
    hosts: list[Membership]
    others: list[Membership]
    next: str


def members(community: Community, *, words: str = "", after: Cursor | None = None) -> Members:
    """Two queries, one after the first page."""
    present = Membership.objects.present().filter(community=community).select_related("person")
    for word in words.split()[:6]:
        present = present.filter(person__search_text__contains=sort_key(word))
    hosts = [] if after else list(present.exclude(role=Membership.Role.MEMBER).order_by("role", "joined_at"))
    others = present.filter(role=Membership.Role.MEMBER).order_by("-joined_at", "-pk")
    if after:
        others = others.filter(Q(joined_at__lt=after.moment) | Q(joined_at=after.moment, pk__lt=after.pk))
    rows = list(others[: PAGE + 1])
    more, rows = len(rows) > PAGE, rows[:PAGE]
    return Members(hosts, rows, str(Cursor(rows[-1].joined_at, rows[-1].pk)) if more else "")
