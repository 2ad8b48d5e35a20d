"""The rail: my communities, each with how much is new to me."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from communities.models import Community
from communities.tiles import Art, art
from core.shell import ME, NOW, part

HORIZON = timedelta(days=21)  # nothing older counts as unread: no permanent red dot
NEWCOMER = timedelta(days=7)  # what a newcomer finds unread: the week before they came
MOST = 10  # one more than the counter shows: then it says 9+

# Unread: somebody else's activity, within the horizon, after "all read", later than I have read this post. What I have
# read is looked up post by post: a join would read all of it again for each community.
UNREAD = f"""
    p.deleted_at IS NULL AND p.last_activity_by_id <> m.person_id
    AND p.last_activity_at > greatest({NOW} - interval '{HORIZON.days} days',
                                      m.joined_at - interval '{NEWCOMER.days} days', f.read_before)
    AND NOT coalesce((SELECT r.read_until >= p.last_activity_at FROM posts_reading r
                      WHERE r.post_id = p.id AND r.person_id = m.person_id), false)
"""  # noqa: S608 — no value is interpolated
RAIL = f"""
    SELECT json_agg(json_build_array(c.id, c.slug, c.name, c.purpose, c.hue, c.tile, c.stage, c.visibility, m.role,
      m.joined_at, f.read_before, f.visited_at, f.previous_visit_at, h.visited_at, h.previous_visit_at,
      (SELECT count(*) FROM (SELECT 1 FROM posts_post p
        WHERE p.community_id = c.id AND {UNREAD}
        ORDER BY p.last_activity_at DESC LIMIT {MOST}) n))
      ORDER BY c.stage = 'archived', lower(c.name))
    FROM communities_membership m
    JOIN communities_community c ON c.id = m.community_id
    LEFT JOIN posts_feedmark f ON f.person_id = m.person_id AND f.community_id = c.id
    LEFT JOIN posts_feedmark h ON h.person_id = m.person_id AND h.community_id IS NULL
    WHERE m.person_id = {ME} AND m.left_at IS NULL
      AND (m.role <> 'member' OR c.stage NOT IN ('idea', 'draft', 'seeding') AND NOT c.shelved)
"""  # noqa: S608 — no value is interpolated


class Visit(NamedTuple):
    """When somebody was last in a feed, and when the visit before that one ended."""

    at: datetime | None = None
    previous: datetime | None = None


class Sign(NamedTuple):
    """What the rail shows of a community, the same for whoever has as much to read there."""

    id: int
    url: str
    name: str
    purpose: str
    hue: int
    unread: int
    unread_words: str


@dataclass(frozen=True, slots=True)
class Place:
    """One of my communities, as the rail, the bands and the policies need it."""

    id: int
    slug: str
    name: str
    purpose: str
    hue: int
    tile: str
    stage: str
    visibility: str
    role: str
    joined_at: datetime
    read_before: datetime | None
    visit: Visit
    home_visit: Visit
    unread: int

    @property
    def url(self) -> str:
        return f"/communities/{self.slug}/"

    @property
    def is_hidden(self) -> bool:
        return self.stage in Community.Stage.hidden()

    @property
    def count(self) -> str:
        return str(self.unread) if self.unread < MOST else f"{MOST - 1}+"

    @property
    def sign(self) -> Sign:
        return Sign(self.id, self.url, self.name, self.purpose, self.hue, self.unread, self.count)

    @property
    def art(self) -> Art:
        return art(self.tile)


@part("communities", RAIL)
def places(rows: list[list[Any]] | None) -> list[Place]:
    """My communities by name, archived ones last."""
    return [_place(row) for row in rows or ()]


def _place(row: list[Any]) -> Place:
    joined_at, *moments = (moment and datetime.fromisoformat(moment) for moment in row[9:15])
    read_before, visited, before, at_home, before_home = moments
    rest = [joined_at, read_before, Visit(visited, before), Visit(at_home, before_home), row[15]]
    return Place(*[*row[:9], *rest])
