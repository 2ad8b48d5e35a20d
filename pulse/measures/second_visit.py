"""Do newcomers come back? Activation and second visit (A4), of the last 90 days or of a wave."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pulse.measures.frame import ASKED, STAYS, Frame
from pulse.shares import Share

COHORT_DAYS = 90
FIRST_DAYS = 7  # N: to come a first time
RETURN_DAYS = 14  # R: to come back

_RECENT = """
      SELECT DISTINCT ON (community_id, person_id) * FROM stays WHERE role = 'member' AND joined > d - %(cohort)s
      ORDER BY community_id, person_id, joined_at"""
_INVITED = """
      SELECT DISTINCT ON (s.community_id, s.person_id) s.* FROM stays s
      JOIN unnest(%(places)s::bigint[], %(waves)s::bigint[]) AS w(community_id, wave_id)
        ON w.community_id = s.community_id
      JOIN communities_invitation i ON i.wave_id = w.wave_id AND i.answer = 'accepted'
        AND i.answered_by_id = s.person_id AND s.joined_at >= i.created_at
      WHERE s.role = 'member' ORDER BY s.community_id, s.person_id, s.joined_at"""
# What one does implies that one was there; what was seeded in one's name does not.
_SECOND = """
    WITH {asked}, {stays},
    cohort AS ({cohort}),
    days AS (
      SELECT {who}, NULL::date AS day FROM cohort c
      UNION
      SELECT {who}, v.day FROM cohort c
      JOIN pulse_visit v ON v.person_id = c.person_id AND v.community_id = c.community_id
        AND v.day BETWEEN c.joined AND c.d
      UNION
      SELECT {who}, (p.created_at AT TIME ZONE c.zone)::date FROM cohort c
      JOIN posts_post p ON p.author_id = c.person_id AND p.community_id = c.community_id
        AND p.created_at >= c.joined_at AND p.created_at < c.until AND p.seeded_by_id IS NULL
      UNION
      SELECT {who}, (r.created_at AT TIME ZONE c.zone)::date FROM cohort c
      JOIN posts_reply r ON r.author_id = c.person_id
        AND r.created_at >= c.joined_at AND r.created_at < c.until AND r.seeded_by_id IS NULL
      JOIN posts_post p ON p.id = r.post_id AND p.community_id = c.community_id
      UNION
      SELECT {who}, (r.created_at AT TIME ZONE c.zone)::date FROM cohort c
      JOIN posts_reaction r ON r.person_id = c.person_id AND r.created_at >= c.joined_at AND r.created_at < c.until
      LEFT JOIN posts_reply y ON y.id = r.reply_id
      JOIN posts_post p ON p.id = coalesce(r.post_id, y.post_id) AND p.community_id = c.community_id
      UNION
      SELECT {who}, (p.accepted_at AT TIME ZONE c.zone)::date FROM cohort c
      JOIN posts_post p ON p.accepted_by_id = c.person_id AND p.community_id = c.community_id
        AND p.accepted_at >= c.joined_at AND p.accepted_at < c.until),
    counted AS (
      SELECT *, min(day) OVER (PARTITION BY community_id, person_id) AS first FROM days),
    told AS (
      SELECT community_id, person_id, d, joined, left_on, left_reason, first,
        coalesce(first <= joined + %(first)s, false) AS is_activated,
        coalesce(bool_or(day > first AND day <= first + %(return)s), false) AS has_returned
      FROM counted GROUP BY 1, 2, 3, 4, 5, 6, 7),
    judged AS (
      SELECT *, is_activated AND first + %(return)s <= d AS is_over,
        left_reason = 'account_closed' AND left_on < first + %(return)s AND NOT has_returned AS is_closed
      FROM told)
    SELECT community_id,
      count(*) FILTER (WHERE joined <= d - %(first)s),
      count(*) FILTER (WHERE joined <= d - %(first)s AND is_activated),
      count(*) FILTER (WHERE is_over AND is_closed IS NOT TRUE),
      count(*) FILTER (WHERE is_over AND has_returned),
      count(*) FILTER (WHERE is_activated AND NOT is_over),
      count(*) FILTER (WHERE is_over AND is_closed)
    FROM judged GROUP BY 1
"""
_WHO = "c.community_id, c.person_id, c.d, c.joined, c.left_on, c.left_reason"
_PARTS = {"asked": ASKED, "stays": STAYS, "who": _WHO}
_PARAMETERS: dict[str, Any] = {"first": FIRST_DAYS, "return": RETURN_DAYS}


@dataclass(frozen=True)
class SecondVisit:
    """`returned` of those whose fourteen days are over; `pending` are still in them; `censored` lost their account."""

    activation: Share
    returned: Share
    pending: int
    censored: int


NOBODY = SecondVisit(Share(0, 0), Share(0, 0), 0, 0)


def second_visits(frame: Frame) -> dict[int, SecondVisit]:
    """Of who joined in the last 90 days. One statement."""
    return _told(frame, frame.rows(_SECOND.format(**_PARTS, cohort=_RECENT), **_PARAMETERS, cohort=COHORT_DAYS))


def second_visits_of_waves(frame: Frame, waves: Mapping[int, int]) -> dict[int, SecondVisit]:
    """Of who joined by the wave of each community. One statement."""
    rows = frame.rows(
        _SECOND.format(**_PARTS, cohort=_INVITED), **_PARAMETERS, places=list(waves), waves=list(waves.values())
    )
    return _told(frame, rows)


def _told(frame: Frame, rows: list[tuple[Any, ...]]) -> dict[int, SecondVisit]:
    found = {
        pk: SecondVisit(Share(activated, accepted), Share(returned, observed), pending, censored)
        for pk, accepted, activated, observed, returned, pending, censored in rows
    }
    return {community.pk: found.get(community.pk, NOBODY) for community in frame.communities}
