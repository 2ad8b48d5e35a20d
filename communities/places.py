"""How many more people may be invited by hand: each takes a place of the wave that is under way, so that a community
grows no faster one by one than wave by wave."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, DateTimeField, F, Max, Min, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communities.models import Community, Invitation, Membership, Rules, Wave
from communities.waves import seats
from core.when import day


@dataclass(frozen=True)
class Places:
    """Of the wave under way; where none has left yet, of the invitations by hand of the last fortnight."""

    is_first: bool
    most: int
    taken: int
    ready: datetime | None  # when time lets the next wave leave; none when it does already

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
    """By primary key. Four statements, for any number of communities."""
    at, gap = at or now(), timedelta(days=rules.wave_gap_days)
    pks = [community.pk for community in communities]
    waves = Wave.objects.sent().filter(community__in=pks).order_by().values_list("community")
    sent = {pk: (n, last) for pk, n, last in waves.annotate(n=Count("pk"), last=Max("sent_at"))}
    earlier = Invitation.objects.filter(community__in=pks, created_at__lt=at - gap).order_by()
    invited_before = set(earlier.values_list("community", flat=True).distinct())
    members, taken = _members(pks, at - gap), _taken(pks, at - gap)
    found: dict[int, Places] = {}
    for community in communities:
        pk = community.pk
        n, began = sent.get(pk, (0, at - gap))
        is_first = n == 1 if n else pk not in invited_before
        most = seats(community, rules, is_first=is_first, members=members.get(pk, 0)).most
        count, first = taken.get(pk, (0, at))
        ready = (began if n else first) + gap
        found[pk] = Places(is_first, most, count, ready if ready > at and (n or count) else None)
    return found


def places_of(community: Community, rules: Rules | None = None) -> Places:
    return places([community], rules or Rules.current())[community.pk]


def require_place(community: Community, address: str, rules: Rules) -> None:
    """The caller has locked the community, so that two hosts do not take the last place both (R-RC-05). A letter to
    somebody who was written to and has not answered, or in this wave, takes no other place."""
    latest = Invitation.objects.filter(community=community, email=address).order_by("-created_at", "-pk").first()
    if latest is not None and not latest.answer:
        return
    here = places_of(community, rules)
    if here.left:
        return
    began = _began(now() - timedelta(days=rules.wave_gap_days))
    again = Invitation.objects.filter(community=community, email=address).alias(began=began)
    if not again.filter(created_at__gte=F("began")).exists():
        raise ValidationError(here.refusal)


def _began(otherwise: datetime) -> Any:
    """SQL for when the wave under way left, for rows of a community."""
    waves = Wave.objects.sent().filter(community=OuterRef("community")).order_by("-sent_at")
    return Coalesce(Subquery(waves.values("sent_at")[:1]), Value(otherwise, DateTimeField()))


def _members(pks: Sequence[int], otherwise: datetime) -> dict[int, int]:
    """Who was there when it left: those whom it brings do not make it larger."""
    stays = Membership.objects.filter(community__in=pks).alias(began=_began(otherwise)).order_by()
    there = stays.filter(Q(left_at=None) | Q(left_at__gt=F("began")), joined_at__lte=F("began"))
    return dict(there.values_list("community").annotate(n=Count("pk")))


def _taken(pks: Sequence[int], otherwise: datetime) -> dict[int, tuple[int, datetime]]:
    """How many people have been written to since, and when first; not those whose earlier letter had no answer."""
    before = Invitation.objects.filter(
        community=OuterRef("community"), email=OuterRef("email"), created_at__lt=OuterRef("began")
    ).order_by("-created_at", "-pk")
    rows = Invitation.objects.filter(community__in=pks).alias(began=_began(otherwise)).order_by()
    rows = rows.filter(created_at__gte=F("began")).alias(before=Subquery(before.values("answer")[:1]))
    counted = rows.filter(Q(before=None) | ~Q(before="")).values_list("community")
    found = counted.annotate(n=Count("email", distinct=True), first=Min("created_at"))
    return {pk: (n, first) for pk, n, first in found}
