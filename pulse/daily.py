"""Figures of a day that is over are worked out once: by the worker every night, or by whoever asks first.

What the measures gave for a community and a day is kept with what it rests on: the zone, the clock, the definitions,
and how often the past was changed. Whatever changes it says so in its own transaction (`past_changed`), and what was
measured before holds no more, even what is being measured at that moment. Rules enter none of it: gates and troubles
compare these numbers with the rules of the moment. A step is never taken on them: change_stage measures afresh."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import connection, transaction
from django.utils.timezone import now

from communities.models import Community
from core.overview import read_for
from pulse.clock import Clock
from pulse.figures import VERSION, decoded, read, told
from pulse.measures import Frame, Measures, frame_of, measures_of
from pulse.measures.returned import returned_this_week
from pulse.models import DailyPulse
from pulse.troubles import WATCHED

KEPT = timedelta(days=7)
SETTLES = timedelta(minutes=5)  # after midnight: what was done in its last second is written by then
_LOCK = 0x9D1A55  # any number, the same in every process

# Each community's figures, then, without one, those of all of them together.
_THERE = """
    WITH times AS (SELECT community_id, times FROM pulse_pastchange)
    SELECT a.community_id, d.day, d.basis, d.changes, d.figures,
      (SELECT coalesce(sum(t.times), 0) FROM times t
       WHERE t.community_id = a.community_id OR t.community_id IS NULL)::int
    FROM unnest(%(ids)s::bigint[], %(days)s::date[], %(zones)s::text[]) AS a(community_id, day, zone)
    LEFT JOIN pulse_dailypulse d ON d.community_id = a.community_id AND d.day = a.day
    UNION ALL
    SELECT NULL, d.day, d.basis, d.changes, d.figures, (SELECT coalesce(sum(times), 0) FROM times)::int
    FROM (SELECT %(last)s::date AS day) a LEFT JOIN pulse_dailypulse d ON d.community_id IS NULL AND d.day = a.day
"""
_CHANGED = """
    INSERT INTO pulse_pastchange (community_id, times) SELECT i.id, 1 FROM unnest(%s::bigint[]) AS i(id) ORDER BY 1
    ON CONFLICT (community_id) DO UPDATE SET times = pulse_pastchange.times + 1
"""


@dataclass
class _Kept:
    """What holds, and how often the past of each had been changed before anything was measured."""

    measures: dict[int, Measures] = field(default_factory=dict)
    returned: int | None = None
    changes: dict[int | None, int] = field(default_factory=dict)


class Figures(NamedTuple):
    measures: dict[int, Measures]
    returned: int  # who came back, in any of the communities, in the week that ends with the days


def measures_for(frame: Frame) -> dict[int, Measures]:
    """While an overview is made, what it has read; at the gate of one community, measured now."""
    return read_for("measures", frame.communities, lambda missing: measures_of(frame.of(missing)))


def kept_figures(frame: Frame) -> Figures:
    """Of the days of the frame, kept or worked out and kept. One statement when all are there."""
    if not frame.communities:
        return Figures({}, 0)
    found = _kept(frame)
    if len(found.measures) == len(frame.communities) and found.returned is not None:
        return Figures(found.measures, found.returned)
    return _work_out(frame)


def work_out_all(at: datetime | None = None) -> None:
    """What the roadmap shows; what is older than a week goes."""
    at = at or now()
    DailyPulse.objects.filter(day__lt=(at - KEPT).date()).delete()
    told = Community.objects.filter(stage__in=WATCHED).exclude(visibility=Community.Visibility.SECRET)
    kept_figures(frame_of(list(told), at=at))


def past_changed(communities: Iterable[int] | None = None) -> None:
    """Something of a day that is over is another, there or everywhere. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_CHANGED, [[None] if communities is None else sorted(communities)])


@transaction.atomic
def _work_out(frame: Frame) -> Figures:
    """Who comes while somebody is at it waits for what they keep, instead of working it out too."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = 0")
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    kept = _kept(frame)
    missing = frame.of([community for community in frame.communities if community.pk not in kept.measures])
    measured = measures_of(missing) if missing.communities else {}
    returned = returned_this_week(frame) if kept.returned is None else kept.returned
    rows = [
        DailyPulse(
            community=community,
            day=day,
            basis=_basis(community),
            changes=kept.changes[community.pk],
            figures=told(measured[community.pk]),
        )
        for community, clock, day in missing
        if _is_settled(clock, day)
    ]
    if kept.returned is None and all(_is_settled(clock, day) for _community, clock, day in frame):
        rows.append(
            DailyPulse(
                community=None,
                day=_last(frame),
                basis=_basis_of_all(frame),
                changes=kept.changes[None],
                figures={"returned": returned},
            )
        )
    DailyPulse.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["community", "day"],
        update_fields=["basis", "changes", "figures", "measured_at"],
    )
    return Figures(kept.measures | measured, returned)


def _kept(frame: Frame) -> _Kept:
    basis: dict[int | None, str] = {community.pk: _basis(community) for community in frame.communities}
    basis[None] = _basis_of_all(frame)
    kept = _Kept()
    for pk, day, rests_on, measured_after, figures, changes in frame.rows(_THERE, last=_last(frame)):
        kept.changes[pk] = changes
        if (rests_on, measured_after) != (basis[pk], changes):
            continue
        if pk is None:
            kept.returned = int(decoded(figures)["returned"])
        else:
            kept.measures[pk] = read(day, figures)
    return kept


def _is_settled(clock: Clock, day: date) -> bool:
    return now() >= clock.end_of(day) + SETTLES


def _basis(community: Community) -> str:
    return f"{VERSION} {community.timezone} {'every day' if settings.COUNT_WEEKENDS else 'open days'}"


def _basis_of_all(frame: Frame) -> str:
    """Which communities, each on which day of its own."""
    days = sorted((community.pk, _basis(community), day.isoformat()) for community, _clock, day in frame)
    return f"{VERSION} {hashlib.sha256(repr(days).encode()).hexdigest()[:40]}"


def _last(frame: Frame) -> date:
    return max(frame.days[community.pk] for community in frame.communities)
