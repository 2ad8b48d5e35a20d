"""Who came and who wrote in 28 days: active share (A1), contributor share (A2), dependence on hosts (A10)."""

from dataclasses import dataclass
from datetime import datetime

from pulse.measures.frame import ASKED, STAYS, Frame
from pulse.shares import Share

ENOUGH = 10  # contributions, before one says whose they are

# `written` are the messages of the window; one that was seeded is its host's, whoever signs it, and nobody's visit.
# Replies are found through the posts that moved in the window. What is known of each is gathered by one grouping:
# joined one by one, these lists would be compared each with each; whoever never hosted is told first.
_PEOPLE = f"""
    WITH {ASKED}, {STAYS},
    counted AS (
      SELECT DISTINCT community_id, person_id FROM present WHERE role = 'member' AND joined <= d - 6),
    written AS (
      SELECT p.community_id, p.author_id, p.seeded_by_id, p.deleted_at, p.created_at
      FROM asked a JOIN posts_post p
        ON p.community_id = a.community_id AND p.created_at >= a.since AND p.created_at < a.until
      UNION ALL
      SELECT p.community_id, r.author_id, r.seeded_by_id, r.deleted_at, r.created_at
      FROM asked a JOIN posts_post p ON p.community_id = a.community_id AND p.last_activity_at >= a.since
      JOIN posts_reply r ON r.post_id = p.id AND r.created_at >= a.since AND r.created_at < a.until),
    contributions AS (
      SELECT w.community_id, coalesce(w.seeded_by_id, w.author_id) AS person_id, w.created_at,
        CASE WHEN w.seeded_by_id IS NOT NULL THEN true
          WHEN (w.community_id, w.author_id) NOT IN (SELECT community_id, person_id FROM hosts) THEN false
          ELSE EXISTS (
            SELECT FROM hosts h WHERE h.community_id = w.community_id AND h.person_id = w.author_id
              AND h.since <= w.created_at AND (h.until IS NULL OR h.until > w.created_at)) END AS is_hosts
      FROM written w JOIN accounts_person p ON p.id = w.author_id AND NOT p.is_bot
      WHERE w.deleted_at IS NULL),
    authors AS (SELECT DISTINCT community_id, person_id FROM contributions WHERE NOT is_hosts),
    acted AS (SELECT DISTINCT community_id, author_id FROM written WHERE seeded_by_id IS NULL),
    signs AS (
      SELECT community_id, person_id, true AS is_counted, false AS has_come, false AS wrote FROM counted
      UNION ALL SELECT v.community_id, v.person_id, false, true, false FROM asked a JOIN pulse_visit v
        ON v.community_id = a.community_id AND v.day BETWEEN a.d - 27 AND a.d
      UNION ALL SELECT community_id, author_id, false, true, false FROM acted
      UNION ALL SELECT DISTINCT community_id, person_id, false, false, true FROM contributions),
    each AS (
      SELECT community_id, person_id, bool_or(has_come) AS has_come, bool_or(wrote) AS wrote FROM signs
      GROUP BY 1, 2 HAVING bool_or(is_counted)),
    came AS (
      SELECT e.community_id, e.person_id, e.wrote,
        CASE WHEN e.has_come THEN true ELSE
          EXISTS (SELECT FROM posts_reaction r LEFT JOIN posts_reply y ON y.id = r.reply_id
                  JOIN posts_post p ON p.id = coalesce(r.post_id, y.post_id) AND p.community_id = e.community_id
                  WHERE r.person_id = e.person_id AND r.created_at >= a.since AND r.created_at < a.until)
          OR EXISTS (SELECT FROM posts_post p WHERE p.accepted_by_id = e.person_id AND p.community_id = e.community_id
                       AND p.accepted_at >= a.since AND p.accepted_at < a.until) END AS is_active
      FROM each e JOIN asked a USING (community_id))
    SELECT a.community_id,
      coalesce(c.n, 0), coalesce(c.active, 0), coalesce(c.wrote, 0),
      (SELECT count(*) FROM present p WHERE p.community_id = a.community_id AND p.role = 'member'),
      (SELECT count(*) FROM authors w WHERE w.community_id = a.community_id),
      coalesce(k.n, 0), coalesce(k.by_hosts, 0), k.last_at
    FROM asked a
    LEFT JOIN (SELECT community_id, count(*) n, count(*) FILTER (WHERE is_active) active,
                 count(*) FILTER (WHERE wrote) wrote FROM came GROUP BY 1) c USING (community_id)
    LEFT JOIN (SELECT community_id, count(*) n, count(*) FILTER (WHERE is_hosts) by_hosts,
                 max(created_at) FILTER (WHERE NOT is_hosts) last_at FROM contributions GROUP BY 1) k
      USING (community_id)
"""  # noqa: S608 — no value is interpolated


@dataclass(frozen=True)
class People:
    """Of one community. Hosts are not counted: being there is their role. Nor are those who came this week."""

    active: Share
    contributors: Share
    members: int  # present, hosts aside
    newcomers: int  # of them, too new to be counted
    authors: int  # who wrote, hosts aside, new ones included
    dependence: Share  # contributions by hosts or seeded by them
    last_words: datetime | None  # the latest contribution of anybody but a host


def people(frame: Frame) -> dict[int, People]:
    """One statement."""
    return {
        pk: People(
            active=Share(active, counted),
            contributors=Share(wrote, counted),
            members=members,
            newcomers=members - counted,
            authors=authors,
            dependence=Share(by_hosts, contributions, least=ENOUGH),
            last_words=last_words,
        )
        for pk, counted, active, wrote, members, authors, contributions, by_hosts, last_words in frame.rows(_PEOPLE)
    }
