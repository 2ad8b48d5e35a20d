"""How long a question waits (A7), in open hours, those that still wait included."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from statistics import median

from pulse.measures.frame import ASKED, STAYS, Frame
from pulse.shares import Share

MATURE = 48  # open hours of age: before, fast answers are known and slow ones are not
SOON = 24

# Questions of members in 28 days (neither a host's nor a seeded one), each with its first reply by somebody else.
_QUESTIONS = f"""
    WITH {ASKED}, {STAYS}
    SELECT a.community_id, q.created_at, f.created_at, f.is_hosts
    FROM asked a JOIN posts_post q ON q.community_id = a.community_id AND q.created_at >= a.since
      AND q.created_at < a.until AND q.kind = 'question' AND q.deleted_at IS NULL AND q.seeded_by_id IS NULL
    JOIN accounts_person p ON p.id = q.author_id AND NOT p.is_bot
    LEFT JOIN LATERAL (
      SELECT r.created_at, r.seeded_by_id IS NOT NULL OR EXISTS (
          SELECT FROM hosts h WHERE h.community_id = a.community_id AND h.person_id = r.author_id
            AND h.since <= r.created_at AND (h.until IS NULL OR h.until > r.created_at)) AS is_hosts
      FROM posts_reply r JOIN accounts_person w ON w.id = r.author_id AND NOT w.is_bot
      WHERE r.post_id = q.id AND r.deleted_at IS NULL AND r.created_at < a.until
        AND coalesce(r.seeded_by_id, r.author_id) <> q.author_id
      ORDER BY r.created_at, r.id LIMIT 1) f ON true
    WHERE NOT EXISTS (SELECT FROM hosts h WHERE h.community_id = a.community_id AND h.person_id = q.author_id
      AND h.since <= q.created_at AND (h.until IS NULL OR h.until > q.created_at))
    ORDER BY q.created_at
"""  # noqa: S608 — no value is interpolated


@dataclass(frozen=True)
class Waited:
    """One question: its age, and how long it waited or waits; open hours."""

    age: float
    hours: float = inf
    by_host: bool = False


@dataclass(frozen=True)
class Median:
    """`hours`, or nothing when half of the questions wait: then it is more than `above`."""

    hours: float | None = None
    above: float | None = None


@dataclass(frozen=True)
class FirstReply:
    """Of the mature questions; `pending` are too young to be judged."""

    questions: int
    pending: int
    median: Median
    within_24h: Share
    within_48h: Share
    unanswered: Share
    by_members: Share
    waiting: Sequence[float] = ()  # the ages of all that nobody has answered, the oldest first

    def waiting_longer_than(self, hours: float) -> int:
        return sum(age > hours for age in self.waiting)


def middle(hours: Sequence[float]) -> Median:
    """The median with what is unanswered at infinity; "more than" when it cannot be said."""
    if not hours:
        return Median()
    found = median(hours)
    if found != inf:
        return Median(hours=found)
    return Median(above=max((known for known in hours if known != inf), default=None))


def first_reply(questions: Sequence[Waited]) -> FirstReply:
    mature = [question for question in questions if question.age >= MATURE]
    hours = [question.hours for question in mature]
    answered = [question for question in mature if question.hours != inf]
    n = len(mature)
    return FirstReply(
        questions=n,
        pending=len(questions) - n,
        median=middle(hours),
        within_24h=Share(sum(waited <= SOON for waited in hours), n),
        within_48h=Share(sum(waited <= MATURE for waited in hours), n),
        unanswered=Share(n - len(answered), n),
        by_members=Share(sum(not question.by_host for question in answered), len(answered)),
        waiting=sorted((question.age for question in questions if question.hours == inf), reverse=True),
    )


def first_replies(frame: Frame) -> dict[int, FirstReply]:
    """One statement; the hours are counted here, by each community's calendar."""
    found: dict[int, list[Waited]] = defaultdict(list)
    ends = {community.pk: clock.end_of(day) for community, clock, day in frame}
    for pk, asked_at, replied_at, by_host in frame.rows(_QUESTIONS):
        clock = frame.clocks[pk]
        hours = inf if replied_at is None else clock.open_hours(asked_at, replied_at)
        found[pk].append(Waited(clock.open_hours(asked_at, ends[pk]), hours, bool(by_host)))
    return {community.pk: first_reply(found[community.pk]) for community in frame.communities}
