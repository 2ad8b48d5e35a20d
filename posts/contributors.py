"""How many members wrote lately: the filled dots of a community (domain.md A2, without its exclusions)."""

from datetime import timedelta

from django.db import connection
from django.utils.timezone import now

WINDOW = timedelta(days=28)
_COUNT = """
    SELECT count(*) FROM communities_membership m
    WHERE m.community_id = %(community)s AND m.left_at IS NULL AND (
      EXISTS (SELECT 1 FROM posts_post p WHERE p.author_id = m.person_id AND p.created_at > %(since)s
              AND p.community_id = %(community)s AND p.deleted_at IS NULL)
      OR EXISTS (SELECT 1 FROM posts_reply r JOIN posts_post p ON p.id = r.post_id
                 WHERE r.author_id = m.person_id AND r.created_at > %(since)s
                 AND p.community_id = %(community)s AND r.deleted_at IS NULL))
"""


def contributors(community_id: int) -> int:
    """Present members with a post or a reply there in the last 28 days. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"community": community_id, "since": now() - WINDOW})
        return int(cursor.fetchone()[0])
