"""The poster on top of a community's pages: its sentence, its host, its stage in words, its tabs."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, JSONField, OuterRef, QuerySet, Subquery, Value, When
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.absences import Away, away_of, of_the_row
from communities.closings import announced
from communities.models import Closing, Community, Membership, StageChange
from communities.policies import CommunityPolicy
from communities.tiles import Art, art
from core.compiled import A_THING, Compiled
from core.presence import Presence
from core.when import day

Stage = Community.Stage
FACES = 12


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    current: bool
    count: int | None = None


@dataclass(frozen=True)
class Hero:
    """What communities/_hero.html and communities/_tabs.html show; the page around sets data-hue."""

    community: Community
    may: CommunityPolicy
    host: Person | None
    cohosts: list[Person]
    faces: list[Person]
    stage: str
    tabs: list[Tab]
    presence: Presence | None
    closing: Closing | None = None  # the end that is announced, for who reads it or answers for it
    away: Away | None = None  # its host, today

    @property
    def art(self) -> Art:
        return art(self.community.tile)

    @property
    def hue(self) -> int:
        return self.community.hue


def stage_words(community: Community, since: datetime | None) -> str:
    """The stage as readers say it: "Open since 3 March". That help is needed concerns those who give it."""
    if community.stage == Stage.IDEA:
        return _("An idea")
    if community.stage == Stage.DRAFT:
        return _("In preparation")
    if community.stage == Stage.SEEDING:
        return _("Being seeded")
    date = {"date": day(since or community.created_at)}
    if community.stage == Stage.PILOT:
        return _("Pilot since %(date)s") % date
    if community.stage == Stage.THRIVING:
        return _("Thriving since %(date)s") % date
    if community.stage == Stage.ARCHIVED:
        return _("Archived since %(date)s") % date
    return _("Open since %(date)s") % date


def tabs(community: Community, may: CommunityPolicy, here: str) -> list[Tab]:
    base = f"/communities/{community.slug}/"
    found = [("feed", _("Feed"), "", None), ("members", _("Members"), "members/", community.member_count)]
    found = (found if may.read() else []) + [("about", _("About"), "about/", None)]
    if may.follow_life():
        found.append(("gate", _("Next step"), "gate/", None))
    if may.animates():
        planned = (_("Seeding"), "seeding/") if may.is_prepared() else (_("Calendar"), "calendar/")
        found.append(("calendar", *planned, None))
        found.append(("invitations", _("Invitations"), "invitations/", None))
    if may.owns():
        found.append(("settings", _("Settings"), "settings/", None))
    return [Tab(label, base + path, name == here, count) for name, label, path, count in found]


def _present(kind: tuple[str, bool], pk: int) -> QuerySet[Membership]:
    stage, reads = kind
    opened = stage in (Stage.OPEN, Stage.NEEDS_HELP)  # counted from the first opening, others from the last
    entered = (
        StageChange.objects.entries()
        .filter(community=OuterRef("community"), stage=Stage.OPEN if opened else stage)
        .order_by("at" if opened else "-at")
        .values("at")[:1]
    )
    found = Membership.objects.filter(community=pk)
    found = found.present() if reads else found.animating()
    # By role in alphabetical order: the animator, the co-animators, the members.
    away = Case(When(role=Membership.Role.ANIMATOR, then=of_the_row()), default=Value(None), output_field=JSONField())
    found = found.select_related("person").annotate(since=Subquery(entered), away=away)
    return found.order_by("role", "joined_at")[:FACES]


_people = Compiled(_present, pretend=lambda kind: kind, key=lambda kind: kind, about=(A_THING,))


def hero(community: Community, may: CommunityPolicy, *, here: str, contributors: int | None = None) -> Hero:
    """One query: who animates, the first faces, and since when the community is in its stage; one more where its end is
    announced. `contributors` of the last 28 days, when the caller knows them, are shown as dots."""
    rows = _people.objects((community.stage, may.read()), 0, community.pk)
    host = next((row for row in rows if row.role == Membership.Role.ANIMATOR), None)
    return Hero(
        community,
        may,
        host.person if host else None,
        [row.person for row in rows if row.role == Membership.Role.COANIMATOR],
        [row.person for row in rows],
        stage_words(community, rows[0].since if rows else None),
        tabs(community, may, here),
        None if contributors is None else Presence(community.member_count, contributors),
        announced(community) if may.read() or may.follow_life() else None,
        away_of(community, host.away) if host and may.is_alive() and (may.read() or may.follow_life()) else None,
    )
