"""Stages last a while, not for ever: when a decision is due. Nothing moves by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communities.models import Community, DecisionDue, Extension, Membership, Rules, StageChange

Stage, Kind = Community.Stage, DecisionDue.Kind


@dataclass(frozen=True)
class Due:
    community: Community
    kind: str
    since: datetime
    days: int
    asked_from: datetime  # since when this decision is asked for: again once the extra time is over
    may_extend: bool = False

    @property
    def words(self) -> str:
        """What lasts, and between what to choose."""
        since = ngettext("%(n)d day", "%(n)d days", self.days) % {"n": self.days}
        return {
            Kind.DRAFT: _("In preparation for %(since)s: find its host, rewrite its sentence, or give it up."),
            Kind.SEEDING: _("Being seeded for %(since)s: what keeps its first wave from leaving?"),
            Kind.PILOT: _("In pilot for %(since)s: extend it once, put right what is missing, or close it."),
            Kind.VACANT: _("Without a host for %(since)s: name one, or close it."),
            Kind.HELP: _("In need of help for %(since)s: another plan, a merger, or an end."),
        }[Kind(self.kind)] % {"since": since}


def staged(communities: QuerySet[Community]) -> QuerySet[Community]:
    """With `entered_at`, when each came into the stage it is in; the first opening counts for one that is open."""
    changes = StageChange.objects.entries().filter(community=OuterRef("pk"), stage=OuterRef("stage"))
    return communities.annotate(entered_at=Subquery(changes.order_by("-at").values("at")[:1]))


def due(
    *, at: datetime | None = None, rules: Rules | None = None, among: Sequence[Community] | None = None
) -> list[Due]:
    """What is waiting for a decision now, the longest wait first, once decided no longer. Three statements, two when
    all the staged communities were read already: `among`."""
    at, rules = at or now(), rules or Rules.current()
    if among is None:
        among = list(staged(Community.objects.exclude(stage=Stage.ARCHIVED)).order_by("pk"))
    rows = [one for one in among if one.stage not in (Stage.IDEA, Stage.ARCHIVED) and one.closes_on is None]
    pilots = [one.pk for one in rows if one.stage == Stage.PILOT]
    given = Extension.objects.filter(stage=Stage.PILOT, community__in=pilots).order_by("at")
    extended = {pk: (at, until) for pk, at, until in given.values_list("community", "at", "until")}
    vacant = _vacant_since(rows)
    found = []
    for community in rows:
        entered = getattr(community, "entered_at", None) or community.created_at
        for kind, since, limit in _clocks(community, entered, rules, vacant.get(community.pk)):
            over, asked_from, more = since + timedelta(days=limit), since, None
            if kind == Kind.PILOT and community.pk in extended:
                more = extended[community.pk] if extended[community.pk][0] >= entered else None
            if more:
                over = asked_from = more[1]
            if at >= over:
                may_extend = kind == Kind.PILOT and more is None
                found.append(Due(community, kind, since, (at - since).days, asked_from, may_extend))
    return sorted(found, key=lambda one: one.since)


def entered_at(community: Community) -> datetime:
    """When it came into its stage. One statement."""
    changes = StageChange.objects.entries().filter(community=community, stage=community.stage)
    return changes.order_by("-at").values_list("at", flat=True).first() or community.created_at


def _clocks(
    community: Community, entered: datetime, rules: Rules, vacant: datetime | None
) -> list[tuple[str, datetime, int]]:
    clocks = {
        Stage.DRAFT: (Kind.DRAFT, rules.draft_days),
        Stage.SEEDING: (Kind.SEEDING, rules.seeding_nudge_days),
        Stage.PILOT: (Kind.PILOT, rules.pilot_decision_days),
        Stage.NEEDS_HELP: (Kind.HELP, rules.help_days),
    }
    running: list[tuple[str, datetime, int]] = [
        (kind, entered, days) for stage, (kind, days) in clocks.items() if stage == community.stage
    ]
    return running + ([(Kind.VACANT, vacant, rules.vacant_days)] if vacant else [])


def _vacant_since(communities: Sequence[Community]) -> dict[int, datetime]:
    """When the last host of each left, for those past draft that nobody hosts."""
    pks = [community.pk for community in communities if community.stage != Stage.DRAFT]
    hosts = Membership.objects.filter(community__in=pks, role=Membership.Role.ANIMATOR)
    present = Count("pk", filter=Q(left_at=None))
    last = hosts.order_by("community").values_list("community").annotate(last=Max("left_at"), n=present)
    known = {community.pk: community.vacant_since for community in communities if community.pk in pks}
    return {pk: left for pk, left, hosted in last if left and not hosted} | {pk: at for pk, at in known.items() if at}
