"""The communities one may know of, in the order one looks for them: mine, those to join, by invitation, archived."""

from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.core.exceptions import BadRequest
from django.db.models import Case, IntegerField, OuterRef, Q, Subquery, Value, When

from accounts.models import Person
from communities.models import Community, Membership
from communities.policies import CommunityPolicy
from communities.tiles import Art, art

Stage, Visibility = Community.Stage, Community.Visibility
MINE, PREPARED, JOINABLE, INVITED, ARCHIVED = range(5)
PAGE = 40
_SALT = "directory"


@dataclass(frozen=True)
class CommunityCard:
    community: Community
    may: CommunityPolicy
    host: Person | None

    @property
    def art(self) -> Art:
        return art(self.community.tile)


@dataclass(frozen=True)
class Directory:
    """Cards by section, and the cursor of what follows ("" at the end)."""

    sections: dict[int, list[CommunityCard]]
    next: str

    @property
    def is_empty(self) -> bool:
        return not self.sections


def directory(person: Person, *, words: str = "", after: str = "") -> Directory:
    """Two queries: the communities with my role, their animators."""
    mine = Membership.objects.present().filter(community=OuterRef("pk"), person=person)
    theirs = Membership.objects.filter(community=OuterRef("pk"), person=person)
    found = (
        Community.objects.visible_to(person)
        .matching(words)
        .annotate(
            role=Subquery(mine.values("role")[:1]),
            last_reason=Subquery(theirs.order_by("-joined_at").values("left_reason")[:1]),
        )
        .annotate(section=_section())
        .order_by("section", "sort_key", "pk")
    )
    if after:
        found = found.filter(_following(after))
    rows: list[Any] = list(found[: PAGE + 1])
    more, rows = len(rows) > PAGE, rows[:PAGE]
    hosts = {
        row.community_id: row.person
        for row in Membership.objects.present()
        .filter(community__in=[row.pk for row in rows], role=Membership.Role.ANIMATOR)
        .select_related("person")
    }
    sections: dict[int, list[CommunityCard]] = {}
    for row in rows:
        removed = row.role is None and row.last_reason == Membership.LeftReason.REMOVED
        card = CommunityCard(row, CommunityPolicy(row, row.role, person.is_staff, removed), hosts.get(row.pk))
        sections.setdefault(row.section, []).append(card)
    last = rows[-1] if more else None
    return Directory(sections, signing.dumps([last.section, last.sort_key, last.pk], salt=_SALT) if last else "")


def _section() -> Case:
    return Case(
        When(stage=Stage.ARCHIVED, then=Value(ARCHIVED)),
        When(role__isnull=False, then=Value(MINE)),
        When(stage__in=Stage.hidden(), then=Value(PREPARED)),
        When(Q(visibility=Visibility.OPEN) & ~Q(stage=Stage.PILOT), then=Value(JOINABLE)),
        default=Value(INVITED),
        output_field=IntegerField(),
    )


def _following(after: str) -> Q:
    """What lies after the cursor; a tampered one is a 400 (R-IN-06)."""
    try:
        section, name, pk = signing.loads(after, salt=_SALT)
    except (signing.BadSignature, ValueError) as error:
        raise BadRequest("after") from error
    same = Q(section=section, sort_key__gt=name) | Q(section=section, sort_key=name, pk__gt=pk)
    return Q(section__gt=section) | same
