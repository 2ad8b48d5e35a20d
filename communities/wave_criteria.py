"""What a wave needs before it leaves: the first with the pilot, the next ones when the last has come back."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communities.gates import WAVE, Criterion, Who, criteria
from communities.models import Community, Invitation, Invitee, Rules, Wave
from communities.places import places
from communities.waves import Seats, alike, has_answers, has_reason, seats, told
from core.when import day

type Answers = dict[int, list[Criterion]]


@criteria(Community.Stage.PILOT)
def first_wave(communities: Sequence[Community], rules: Rules, at: datetime) -> Answers:
    """Prepared, with a reason for each, and some who said yes beforehand. Two statements."""
    prepared = _prepared(communities)
    answers: Answers = {}
    for community in communities:
        wave, invitees = prepared.get(community.pk, (None, []))
        yes = sum(invitee.said_yes for invitee in invitees)
        founders = Criterion(
            "wave_founders",
            _("Said yes beforehand"),
            yes >= rules.founders,
            Who.ANIMATOR,
            _of(yes, rules.founders),
            ngettext(
                "Ask %(n)d more person of the first wave beforehand, and mark them.",
                "Ask %(n)d more people of the first wave beforehand, and mark them.",
                rules.founders - yes,
            )
            % {"n": rules.founders - yes},
            _page(community),
        )
        answers[community.pk] = [
            *_contents(community, wave, invitees, seats(community, rules, is_first=True)),
            founders,
        ]
    return answers


@criteria(WAVE)
def next_wave(communities: Sequence[Community], rules: Rules, at: datetime) -> Answers:
    """Eight statements, for any number of communities."""
    prepared, pks = _prepared(communities), [community.pk for community in communities]
    waiting = _count(Invitation.objects.holding().filter(community__in=pks))
    held = places(communities, rules, at)
    answers: Answers = {}
    for community in communities:
        wave, invitees = prepared.get(community.pk, (None, []))
        here = held[community.pk]
        total = community.member_count + waiting.get(community.pk, 0) + len(invitees)
        answers[community.pk] = [
            *_contents(community, wave, invitees, here.following, here.ready),
            _gap(community, here.last, rules, at),
            _size(community, total, rules),
        ]
    return answers


def _prepared(communities: Sequence[Community]) -> dict[int, tuple[Wave | None, list[Invitee]]]:
    waves = Wave.objects.in_preparation().filter(community__in=[community.pk for community in communities])
    people: dict[int, list[Invitee]] = defaultdict(list)
    for invitee in Invitee.objects.filter(wave__in=waves).select_related("person"):
        people[invitee.wave_id].append(invitee)
    return {wave.community_id: (wave, people[wave.pk]) for wave in waves}


def _count(rows: QuerySet[Any]) -> dict[int, int]:
    return dict(rows.order_by().values_list("community").annotate(n=Count("pk")))


def _contents(
    community: Community, wave: Wave | None, invitees: list[Invitee], room: Seats, ready: datetime | None = None
) -> list[Criterion]:
    """What any wave is made of."""
    n, url = len(invitees), _page(community)
    with_reason = sum(map(has_reason, invitees))
    same = [] if wave and wave.same_reason_meant else alike(invitees)
    return [
        Criterion(
            "wave_size", _("People in the wave"), room.least <= n <= room.most, Who.ANIMATOR, str(n),
            _crowd(n, room, ready), url,
        ),
        Criterion(
            "wave_reasons", _("A reason for each"), bool(n) and with_reason == n, Who.ANIMATOR, _of(with_reason, n),
            _("Say why, for each person, in words meant for them: twenty characters at least."), url,
        ),
        Criterion(
            "wave_answers", _("What is expected, what they get"), has_answers(told(community, wave)), Who.ANIMATOR, "",
            _("Say what you expect of them and what they get."), url,
        ),
        Criterion(
            "wave_same_reason", _("Reasons of their own"), not same, Who.ANIMATOR, "",
            _("%(n)d people read the same reason. Write each their own, or say that it is meant.")
            % {"n": sum(map(len, same))}, url,
        ),
    ]  # fmt: skip


def _crowd(n: int, room: Seats, ready: datetime | None) -> str:
    if room.most < 1 and ready:
        return _("As many people have been invited by hand as a wave may hold: the next leaves from %(ready)s on.") % {
            "ready": day(ready)
        }
    if n < room.least:
        words = ngettext(
            "At least %(least)d person: %(n)d is missing.",
            "At least %(least)d people: %(n)d are missing.",
            room.least,
        )
        return words % {"least": room.least, "n": room.least - n}
    return _("At most %(most)d people at once: keep the others for the next wave.") % {"most": room.most}


def _gap(community: Community, last: datetime | None, rules: Rules, at: datetime) -> Criterion:
    """Time for the last ones to arrive."""
    ready = last + timedelta(days=rules.wave_gap_days) if last else None
    missing = ""
    if last and ready and at < ready:
        missing = _("The last wave left on %(last)s: the next leaves from %(ready)s on.") % {
            "last": day(last), "ready": day(ready),
        }  # fmt: skip
    label = _("%(n)d days since the last wave") % {"n": rules.wave_gap_days}
    value = day(ready) if ready and missing else ""
    return Criterion("wave_gap", label, not missing, Who.TIME, value, missing, _page(community))


def _size(community: Community, total: int, rules: Rules) -> Criterion:
    missing = _("There would be %(n)d people: above %(most)d an administrator lets the wave leave, and says why.") % {
        "n": total, "most": rules.largest_size,
    }  # fmt: skip
    url = reverse("communities:wave", args=[community.slug])
    met = bool(community.larger_because) or total <= rules.largest_size
    return Criterion("wave_largest", _("Human size"), met, Who.ADMIN, str(total), missing, url)


def _of(n: int, wanted: int) -> str:
    return _("%(n)d of %(wanted)d") % {"n": n, "wanted": wanted}


def _page(community: Community) -> str:
    return reverse("communities:invitations", args=[community.slug])
