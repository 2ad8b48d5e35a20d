"""Figures of a day that is over are worked out once: by the worker every night, or by whoever asks first.

What the measures gave for a community and a day is kept with what it rests on: the zone, the clock, the definitions,
and how often the past was changed. Whatever changes it says so in its own transaction (`past_changed`), and what was
measured before holds no more, even what is being measured at that moment. Rules enter none of it: gates and troubles
compare these numbers with the rules of the moment. A step is never taken on them: change_stage measures afresh."""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import connection, transaction
from django.utils.timezone import now

from communities.models import Community
from core.overview import read_for
from pulse.figures import VERSION, decoded, read, told
from pulse.measures import Frame, Measures, frame_of, measures_of
from pulse.measures.returned import returned_this_week
from pulse.models import DailyPulse
from pulse.troubles import WATCHED

KEPT = timedelta(days=7)
SETTLES = timedelta(minutes=5)  # after midnight: what was done in its last second is written by then
_LOCK = 0x9D1A55  # any number, the same in every process

_THERE = """
    SELECT a.community_id, coalesce(own.times, 0) + coalesce(every.times, 0), d.basis, d.changes, d.figures
    FROM unnest(%(ids)s::bigint[], %(days)s::date[], %(zones)s::text[]) AS a(community_id, day, zone)
    LEFT JOIN pulse_pastchange own ON own.community_id = a.community_id
    LEFT JOIN pulse_pastchange every ON every.community_id IS NULL
    LEFT JOIN pulse_dailypulse d ON d.community_id = a.community_id AND d.day = a.day
"""
_RETURNED = """
    SELECT t.changes, d.basis, d.changes, d.figures
    FROM (SELECT coalesce(sum(times), 0)::int AS changes FROM pulse_pastchange) t
    LEFT JOIN pulse_dailypulse d ON d.community_id IS NULL AND d.day = %(day)s
"""
_CHANGED = """
    INSERT INTO pulse_pastchange (community_id, times) SELECT i.id, 1 FROM unnest(%s::bigint[]) AS i(id) ORDER BY 1
    ON CONFLICT (community_id) DO UPDATE SET times = pulse_pastchange.times + 1
"""


class Kept(NamedTuple):
    measures: dict[int, Measures]
    changes: dict[int, int]  # of all that were asked for, as they were before anything is measured


def measures_for(frame: Frame) -> dict[int, Measures]:
    """While an overview is made, what it has read; at the gate of one community, measured now."""
    return read_for("measures", frame.communities, lambda missing: measures_of(frame.of(missing)))


def kept_measures(frame: Frame) -> dict[int, Measures]:
    """Of the days of the frame, kept or worked out and kept. One statement when all are there."""
    if not frame.communities:
        return {}
    found = _kept(frame).measures
    missing = frame.of([community for community in frame.communities if community.pk not in found])
    return found | _work_out(missing) if missing.communities else found


def kept_returned(frame: Frame) -> int:
    """How many people came back to these communities in the week that ends with their days. One statement."""
    found, _changes = _kept_returned(frame)
    if found is None and frame.communities:
        found = _count_returned(frame)
    return found or 0


def work_out_all(at: datetime | None = None) -> None:
    """What the roadmap shows; what is older than a week goes."""
    at = at or now()
    DailyPulse.objects.filter(day__lt=(at - KEPT).date()).delete()
    told = Community.objects.filter(stage__in=WATCHED).exclude(visibility=Community.Visibility.SECRET)
    frame = frame_of(list(told), at=at)
    kept_measures(frame)
    kept_returned(frame)


def past_changed(communities: Iterable[int] | None = None) -> None:
    """Something of a day that is over is another, there or everywhere. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_CHANGED, [[None] if communities is None else sorted(communities)])


@transaction.atomic
def _work_out(frame: Frame) -> dict[int, Measures]:
    _wait_for_others()
    kept = _kept(frame)
    missing = frame.of([community for community in frame.communities if community.pk not in kept.measures])
    if not missing.communities:
        return kept.measures
    measured = measures_of(missing)
    _keep(
        DailyPulse(
            community=community,
            day=day,
            basis=_basis(community),
            changes=kept.changes[community.pk],
            figures=told(measured[community.pk]),
        )
        for community, clock, day in missing
        if now() >= clock.end_of(day) + SETTLES
    )
    return kept.measures | measured


@transaction.atomic
def _count_returned(frame: Frame) -> int:
    _wait_for_others()
    found, changes = _kept_returned(frame)
    if found is not None:
        return found
    found = returned_this_week(frame)
    if all(now() >= clock.end_of(day) + SETTLES for _community, clock, day in frame):
        day, figures = _latest(frame), {"returned": found}
        _keep([DailyPulse(community=None, day=day, basis=_basis_of_all(frame), changes=changes, figures=figures)])
    return found


def _wait_for_others() -> None:
    """Who comes while somebody is at it waits for what they keep, instead of working it out too."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = 0")
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _keep(rows: Iterable[DailyPulse]) -> None:
    DailyPulse.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["community", "day"],
        update_fields=["basis", "changes", "figures", "measured_at"],
    )


def _kept(frame: Frame) -> Kept:
    basis = {community.pk: _basis(community) for community in frame.communities}
    kept = Kept({}, {})
    for pk, changes, rests_on, measured_after, figures in frame.rows(_THERE):
        kept.changes[pk] = changes
        if (rests_on, measured_after) == (basis[pk], changes):
            kept.measures[pk] = read(frame.days[pk], figures)
    return kept


def _basis(community: Community) -> str:
    return f"{VERSION} {community.timezone} {'every day' if settings.COUNT_WEEKENDS else 'open days'}"


def _kept_returned(frame: Frame) -> tuple[int | None, int]:
    """What is kept, and how often the past has been changed."""
    if not frame.communities:
        return None, 0
    [(changes, rests_on, measured_after, figures)] = frame.rows(_RETURNED, day=_latest(frame))
    if (rests_on, measured_after) != (_basis_of_all(frame), changes):
        return None, changes
    return int(decoded(figures)["returned"]), changes


def _latest(frame: Frame) -> date:
    return max(frame.days[community.pk] for community in frame.communities)


def _basis_of_all(frame: Frame) -> str:
    """Which communities, each on which day of its own."""
    days = sorted((community.pk, _basis(community), day.isoformat()) for community, _clock, day in frame)
    return f"{VERSION} {hashlib.sha256(repr(days).encode()).hexdigest()[:40]}"
