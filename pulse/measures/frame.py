"""What every measure starts from: which communities, on which day of their own calendars."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection
from django.utils.timezone import now

from communities.models import Community
from core.overview import read_once
from pulse.clock import Clock
from pulse.models import Closure

# As SQL: one row a community, with its day `d`, its end `until` and the start `since` of the 28 days that end with it.
ASKED = """
    asked AS MATERIALIZED (
      SELECT a.community_id, a.d, a.zone, (a.d + 1)::timestamp AT TIME ZONE a.zone AS until,
        (a.d - 27)::timestamp AT TIME ZONE a.zone AS since
      FROM unnest(%(ids)s::bigint[], %(days)s::date[], %(zones)s::text[]) AS a(community_id, d, zone))
"""
# Every stay so far, machines aside, with its role at the end of the day (`later` are those that have changed since);
# days are the community's own. `hosts` are the times during which somebody hosted: a stay may hold several.
STAYS = """
    later AS MATERIALIZED (
      SELECT DISTINCT ON (f.membership_id) f.membership_id, f.role
      FROM asked a JOIN communities_membership m ON m.community_id = a.community_id
      JOIN communities_formerrole f ON f.membership_id = m.id AND f.until >= a.until
      ORDER BY f.membership_id, f.until),
    stays AS (
      SELECT a.community_id, a.d, a.zone, a.until, m.id, m.person_id, m.joined_at, m.left_at, m.left_reason,
        m.role AS latest_role, coalesce(l.role, m.role) AS role,
        (m.joined_at AT TIME ZONE a.zone)::date AS joined, (m.left_at AT TIME ZONE a.zone)::date AS left_on
      FROM asked a JOIN communities_membership m ON m.community_id = a.community_id AND m.joined_at < a.until
      JOIN accounts_person p ON p.id = m.person_id AND NOT p.is_bot
      LEFT JOIN later l ON l.membership_id = m.id),
    present AS (SELECT * FROM stays WHERE left_on IS NULL OR left_on > d),
    former AS MATERIALIZED (
      SELECT m.id, a.community_id, m.person_id, f.role, f.until,
        coalesce(lag(f.until) OVER (PARTITION BY m.id ORDER BY f.until), m.joined_at) AS since
      FROM asked a JOIN communities_membership m ON m.community_id = a.community_id AND m.joined_at < a.until
      JOIN communities_formerrole f ON f.membership_id = m.id
      JOIN accounts_person p ON p.id = m.person_id AND NOT p.is_bot),
    hosts AS MATERIALIZED (
      SELECT community_id, person_id, since, until FROM former WHERE role <> 'member'
      UNION ALL
      SELECT community_id, person_id,
        coalesce((SELECT max(f.until) FROM former f WHERE f.id = s.id), joined_at), left_at
      FROM stays s WHERE latest_role <> 'member')
"""


@dataclass(frozen=True)
class Frame:
    """`day` is D, the last complete one unless told otherwise."""

    communities: Sequence[Community]
    clocks: dict[int, Clock]
    days: dict[int, date]

    def __iter__(self) -> Iterator[tuple[Community, Clock, date]]:
        for community in self.communities:
            yield community, self.clocks[community.pk], self.days[community.pk]

    def of(self, communities: Sequence[Community]) -> "Frame":
        """The same days, of some of them."""
        return Frame(communities, self.clocks, self.days)

    def rows(self, sql: str, **parameters: Any) -> list[tuple[Any, ...]]:
        """One statement about all of them; it begins with WITH and ASKED."""
        parameters |= {
            "ids": [community.pk for community in self.communities],
            "days": [self.days[community.pk] for community in self.communities],
            "zones": [community.timezone for community in self.communities],
        }
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def clocks_of(communities: Sequence[Community], *, with_closures: bool = True) -> dict[int, Clock]:
    """The calendar of each, days off of the whole company included. One query."""
    closed = read_once("closures", _closures) if with_closures else {}
    everywhere = closed.get(None, set())
    return {
        community.pk: Clock(
            ZoneInfo(community.timezone),
            frozenset(everywhere | closed.get(community.pk, set())),
            settings.COUNT_WEEKENDS,
        )
        for community in communities
    }


def _closures() -> dict[int | None, set[date]]:
    closed: dict[int | None, set[date]] = defaultdict(set)
    for pk, day in Closure.objects.values_list("community", "day"):
        closed[pk].add(day)
    return closed


def frame_of(
    communities: Sequence[Community],
    *,
    at: datetime | None = None,
    on: date | None = None,
    with_closures: bool = True,
) -> Frame:
    """As of the last day that was over at `at`, or of the day `on`. One query, none for who needs no days off."""
    clocks = clocks_of(communities, with_closures=with_closures)
    moment = at or now()
    days = {community.pk: on or clocks[community.pk].last_day(moment) for community in communities}
    return Frame(communities, clocks, days)
