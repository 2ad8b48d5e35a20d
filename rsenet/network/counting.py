"""What pages show without counting, counted again for what an import touched."""

from collections.abc import Collection

from django.db import connection
from django.db.models import Count, Q

from communities.models import Community
from posts.models import Post

# The newest of a post and its present replies, and how many those are.
_ACTIVITY = """
    UPDATE posts_post AS p
    SET reply_count = t.replies,
        last_activity_at = CASE WHEN l.created_at >= p.created_at THEN l.created_at ELSE p.created_at END,
        last_activity_by_id = CASE WHEN l.created_at >= p.created_at THEN l.author_id ELSE p.author_id END
    FROM (SELECT i.id, (SELECT count(*) FROM posts_reply WHERE post_id = i.id AND deleted_at IS NULL) AS replies
          FROM unnest(%s::bigint[]) AS i(id)) AS t
    LEFT JOIN LATERAL (
      SELECT created_at, author_id FROM posts_reply WHERE post_id = t.id AND deleted_at IS NULL
      ORDER BY created_at DESC, id DESC LIMIT 1) AS l ON true
    WHERE p.id = t.id
"""
_REACTIONS = """
    UPDATE posts_{kind} AS m
    SET thanks_count = c.thanks, useful_count = c.useful, confirm_count = c.confirm, bravo_count = c.bravo
    FROM (SELECT {kind}_id, count(*) FILTER (WHERE emoji = 'thanks') AS thanks,
            count(*) FILTER (WHERE emoji = 'useful') AS useful, count(*) FILTER (WHERE emoji = 'confirm') AS confirm,
            count(*) FILTER (WHERE emoji = 'bravo') AS bravo
          FROM posts_reaction WHERE {kind}_id = any(%s::bigint[]) GROUP BY {kind}_id) AS c
    WHERE m.id = c.{kind}_id
"""


def recount_activity(posts: Collection[int]) -> None:
    """Rows first, in order: somebody may be writing in one of these threads."""
    list(Post.objects.filter(pk__in=posts).order_by("pk").select_for_update(no_key=True).values_list("pk"))
    _run(_ACTIVITY, posts)


def recount_reactions(kind: str, messages: Collection[int]) -> None:
    _run(_REACTIONS.format(kind=kind), messages)


def recount_members(communities: Collection[int]) -> None:
    present = Count("memberships", filter=Q(memberships__left_at=None))
    for pk, members in Community.objects.filter(pk__in=communities).annotate(n=present).values_list("pk", "n"):
        Community.objects.filter(pk=pk).update(member_count=members)


def _run(sql: str, ids: Collection[int]) -> None:
    if ids:
        with connection.cursor() as cursor:
            cursor.execute(sql, [sorted(ids)])
