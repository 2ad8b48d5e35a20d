"""When a member is asked whether they know why they are there (A11): seldom, never by two communities in a month."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Self

from django.db.models import JSONField
from django.db.models.expressions import RawSQL

from accounts.models import Person
from communities.days import today_in
from communities.models import Community

FIRST = 7  # days after the first visit
SECOND = 30
THEN = 90  # days after the last question
APART = 30  # days between the questions of two communities
OPEN = 14  # days a question stays

# What decides it, with the page's own query: nothing for hosts and who is no member. `first` is a day there.
_FACTS = """(
    SELECT jsonb_build_object(
      'first', (SELECT min(v.day) FROM pulse_visit v WHERE v.person_id = m.person_id AND v.community_id = m.community_id
                  AND v.day >= (m.joined_at AT TIME ZONE communities_community.timezone)::date),
      'elsewhere', (SELECT max(k.asked_at) FROM pulse_clarityask k
                    WHERE k.person_id = m.person_id AND k.community_id <> m.community_id),
      'last', (SELECT jsonb_build_object('at', k.asked_at, 'waits', k.answer = '' AND k.closed_at IS NULL)
               FROM pulse_clarityask k WHERE k.person_id = m.person_id AND k.community_id = m.community_id
               ORDER BY k.asked_at DESC LIMIT 1))
    FROM communities_membership m
    WHERE m.community_id = communities_community.id AND m.person_id = %s AND m.left_at IS NULL AND m.role = 'member')
"""


def facts_for(viewer: Person) -> RawSQL:
    """For any query that has the communities' table in it."""
    return RawSQL(_FACTS, [viewer.pk], output_field=JSONField())  # noqa: S611 — no value is interpolated


@dataclass(frozen=True)
class Asking:
    """What is known of one member and one community; days are the community's own."""

    first: date | None  # visit of this stay
    last: date | None  # question here
    waits: bool  # it has no answer yet
    elsewhere: date | None  # last question of another community

    @classmethod
    def read(cls, facts: Mapping[str, Any], community: Community) -> Self:
        last = facts["last"] or {}
        return cls(
            date.fromisoformat(facts["first"]) if facts["first"] else None,
            _day(last.get("at"), community),
            bool(last.get("waits")),
            _day(facts["elsewhere"], community),
        )

    def is_open(self, today: date) -> bool:
        """Asked, and still there to be answered."""
        return self.waits and self.last is not None and today < self.last + timedelta(days=OPEN)

    def is_due(self, today: date) -> bool:
        if self.first is None or (self.elsewhere and today < self.elsewhere + timedelta(days=APART)):
            return False
        return not self.is_open(today) and today >= next_day(self.first, self.last)


def next_day(first: date, last: date | None) -> date:
    """Day 7 after the first visit, day 30, then every 90 days; who was away is asked once, when back."""
    if last is None:
        return first + timedelta(days=FIRST)
    if last < first + timedelta(days=SECOND):
        return first + timedelta(days=SECOND)
    return last + timedelta(days=THEN)


def asks(community: Community) -> bool:
    """Once there are members, while there is life."""
    return not community.is_hidden and not community.is_archived


def _day(moment: str | None, community: Community) -> date | None:
    return today_in(community, datetime.fromisoformat(moment)) if moment else None
