"""How many more people may be invited by hand: each takes a place of the wave that is under way, so that a community
grows no faster one by one than wave by wave."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import (
    Count,
    DateTimeField,
    ExpressionWrapper,
    F,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communities.models import Community, Invitation, Membership, Rules, Wave
from communities.waves import Seats, seats
from core.when import day


@dataclass(frozen=True)
class Places:
    """Of the wave under way, letters by hand of the fortnight before it included; where none has left yet, of those of
    the last fortnight."""

    is_first: bool
    most: int
    taken: int
    ready: datetime | None  # when time lets the next wave leave with somebody; none when it does already
    last: datetime | None  # when the wave under way left
    following: Seats  # how many people the next wave may hold now

    @property
    def left(self) -> int:
        return max(0, self.most - self.taken)

    @property
    def words(self) -> str:
        """For who invites: how many, until when."""
        if not self.left:
            return self.refusal
        if self.ready is None:
            sentence = ngettext(
                "%(n)d more person may be invited by hand until the next wave leaves.",
                "%(n)d more people may be invited by hand until the next wave leaves.",
                self.left,
            )
            return sentence % {"n": self.left}
        sentence = ngettext(
            "%(n)d more person may be invited by hand until the next wave, which leaves from %(ready)s on.",
            "%(n)d more people may be invited by hand until the next wave, which leaves from %(ready)s on.",
            self.left,
        )
        return sentence % {"n": self.left, "ready": day(self.ready)}

    @property
    def refusal(self) -> str:
        if self.ready is None:
            return _("No place is left in this wave (%(n)d in all): prepare the next one.") % {"n": self.most}
        sentence = _("No place is left in this wave (%(n)d in all). The next one leaves from %(ready)s on: prepare it.")
        return sentence % {"n": self.most, "ready": day(self.ready)}


def places(communities: Sequence[Community], rules: Rules, at: datetime | None = None) -> dict[int, Places]:
    """By primary key. Five statements, for any number of communities."""
    at, gap = at or now(), timedelta(days=rules.wave_gap_days)
    pks = [community.pk for community in communities]
    waves = Wave.objects.sent().filter(community__in=pks).order_by().values_list("community")
    sent = {pk: (n, last) for pk, n, last in waves.annotate(n=Count("pk"), last=Max("sent_at"))}
    letters = Invitation.objects.filter(community__in=pks).order_by()
    earlier = letters.alias(since=_since(at, gap)).filter(created_at__lte=F("since"))
    invited_before = set(earlier.values_list("community", flat=True).distinct())
    members, by_hand = _members(pks, at - gap), _by_hand(letters, at - gap)
    taken = dict(_counted(_under_way(letters, at, gap)).annotate(n=Count("email", distinct=True)))
    found: dict[int, Places] = {}
    for community in communities:
        pk = community.pk
        n, last = sent.get(pk, (0, None))
        is_new = pk not in invited_before
        most = seats(community, rules, is_first=is_new and n < 2, members=members.get(pk, 0)).most
        hand = by_hand.get(pk, [])
        following = seats(community, rules, is_first=is_new and not n, by_hand=len(hand))
        waits = [last + gap] if last else []
        if following.most < 1:  # until enough of those letters are a fortnight old; what follows them is no first wave
            later = seats(community, rules, is_first=False).most
            waits.append(hand[min(max(0, len(hand) - later), len(hand) - 1)] + gap)
        ready = max(waits, default=at)
        found[pk] = Places(is_new and n < 2, most, taken.get(pk, 0), ready if ready > at else None, last, following)
    return found


def places_of(community: Community, rules: Rules | None = None) -> Places:
    return places([community], rules or Rules.current())[community.pk]


def require_place(community: Community, address: str, rules: Rules) -> None:
    """The caller has locked the community, so that two hosts do not take the last place both (R-RC-05). A letter to
    somebody who was written to and has not answered, or in this wave, takes no other place."""
    letters = Invitation.objects.filter(community=community, email=address)
    latest = letters.order_by("-created_at", "-pk").first()
    if latest is not None and not latest.answer:
        return
    here = places_of(community, rules)
    if not here.left and not _under_way(letters, now(), timedelta(days=rules.wave_gap_days)).exists():
        raise ValidationError(here.refusal)


def _began(otherwise: datetime) -> Any:
    """SQL for when the wave under way left, for rows of a community."""
    waves = Wave.objects.sent().filter(community=OuterRef("community")).order_by("-sent_at")
    return Coalesce(Subquery(waves.values("sent_at")[:1]), Value(otherwise, DateTimeField()))


def _since(at: datetime, gap: timedelta) -> Any:
    """SQL for when letters by hand begin to take its places: they make newcomers in the same days."""
    return ExpressionWrapper(_began(at) - Value(gap), output_field=DateTimeField())


def _members(pks: Sequence[int], otherwise: datetime) -> dict[int, int]:
    """Who was there when it left: those whom it brings do not make it larger."""
    stays = Membership.objects.filter(community__in=pks).alias(began=_began(otherwise)).order_by()
    there = stays.filter(Q(left_at=None) | Q(left_at__gt=F("began")), joined_at__lte=F("began"))
    return dict(there.values_list("community").annotate(n=Count("pk")))


def _under_way(letters: QuerySet[Invitation], at: datetime, gap: timedelta) -> QuerySet[Invitation]:
    """The wave and what followed it, and what left by hand in the fortnight before it."""
    rows = letters.alias(began=_began(at), since=_since(at, gap))
    return rows.filter(Q(wave=None) | Q(created_at__gte=F("began")), created_at__gt=F("since"))


def _by_hand(letters: QuerySet[Invitation], since: datetime) -> dict[int, list[datetime]]:
    """When each person was first written to by hand since, the earliest first."""
    rows = letters.alias(since=Value(since, DateTimeField())).filter(wave=None, created_at__gt=since)
    moments: dict[int, list[datetime]] = defaultdict(list)
    for pk, _email, first in _counted(rows, "email").annotate(first=Min("created_at")).order_by("first"):
        moments[pk].append(first)
    return moments


def _counted(rows: QuerySet[Invitation], *by: str) -> Any:
    """By community: each person once, and not those whose letter from before `since` had no answer."""
    before = Invitation.objects.filter(
        community=OuterRef("community"), email=OuterRef("email"), created_at__lte=OuterRef("since")
    ).order_by("-created_at", "-pk")
    rows = rows.alias(before=Subquery(before.values("answer")[:1])).filter(Q(before=None) | ~Q(before=""))
    return rows.order_by().values_list("community", *by)
