"""How many members wrote lately: the filled dots of a community. Whoever wrote counts, new members and hosts too."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import OuterRef, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import JSONObject

from communities.models import Community, Membership

WINDOW = timedelta(days=28)
FACES = 12
_COUNT = f"""(
    SELECT count(*) FROM posts_contribution k
    JOIN communities_membership m ON m.community_id = k.community_id AND m.person_id = k.person_id AND m.left_at IS NULL
    WHERE k.community_id = communities_community.id AND k.last_at > now() - interval '{WINDOW.days} days')
"""  # noqa: S608 — no value is interpolated
_RECOUNT = """
    WITH written AS (
      SELECT p.community_id, w.author_id, max(w.created_at) AS last_at
      FROM (SELECT id AS post_id, coalesce(seeded_by_id, author_id) AS author_id, created_at FROM posts_post
              WHERE deleted_at IS NULL AND community_id = any(%(communities)s::bigint[])
            UNION ALL
            SELECT r.post_id, coalesce(r.seeded_by_id, r.author_id), r.created_at
              FROM posts_reply r JOIN posts_post q ON q.id = r.post_id
              WHERE r.deleted_at IS NULL AND q.community_id = any(%(communities)s::bigint[])) w
      JOIN posts_post p ON p.id = w.post_id
      WHERE %(person)s::bigint IS NULL OR w.author_id = %(person)s::bigint GROUP BY 1, 2),
    gone AS (
      DELETE FROM posts_contribution k WHERE k.community_id = any(%(communities)s::bigint[])
        AND (%(person)s::bigint IS NULL OR k.person_id = %(person)s::bigint)
        AND NOT EXISTS (SELECT 1 FROM written w WHERE w.community_id = k.community_id AND w.author_id = k.person_id))
    INSERT INTO posts_contribution (community_id, person_id, last_at)
    SELECT community_id, author_id, last_at FROM written
    ON CONFLICT (community_id, person_id) DO UPDATE SET last_at = excluded.last_at
"""


def with_people(communities: QuerySet[Community]) -> QuerySet[Community]:
    """Each with `contributors` (present members with a post or a reply there in the last 28 days) and some `faces`."""
    faces = Membership.objects.present().filter(community=OuterRef("pk")).order_by("-joined_at")
    face = JSONObject(
        handle="person__handle", display_name="person__display_name", photo="person__photo", title="person__title"
    )
    return communities.annotate(contributors=contributors(), faces=ArraySubquery(faces.values(data=face)[:FACES]))


def contributors() -> RawSQL:
    """The count, for any query that has the communities' table in it."""
    return RawSQL(_COUNT, [])  # noqa: S611 — no value is interpolated


def recount(communities: Iterable[int], person: int | None = None) -> None:
    """Rewrite who wrote when from the messages themselves: after an import, or (for one person) a deletion."""
    with connection.cursor() as cursor:
        cursor.execute(_RECOUNT, {"communities": list(communities), "person": person})


def note(community: int, person: int, at: datetime) -> None:
    """Somebody wrote there at that moment. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO posts_contribution AS k (community_id, person_id, last_at) VALUES (%s, %s, %s) "
            "ON CONFLICT (community_id, person_id) DO UPDATE SET last_at = greatest(k.last_at, excluded.last_at)",
            [community, person, at],
        )
