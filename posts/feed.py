"""What a feed shows, page by page: by latest activity or newest first, over one community or many.

Keyset only. Up to LATERAL communities the top of each is read from its own index; above, the newest of all are
filtered (measured in docs/performance.md)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts.models import Person
from core.paging import Cursor
from posts.models import Post
from posts.rows import FeedPost, fetch

PAGE = 11
LATERAL = 30
# Behind a SELECT: PostgreSQL plans the statement once, whichever communities are asked for (core/shell.py).
_MINE = "(SELECT %(communities)s::bigint[])"
ORDERS = {"activity": "last_activity_at", "newest": "created_at"}


@dataclass(frozen=True)
class Wish:
    """Which feed is asked for."""

    communities: Sequence[int]
    order: str = "activity"
    open_questions: bool = False
    before: Cursor | None = None
    size: int = PAGE
    pinned: bool = False  # also what the hosts keep at the top; then they are not repeated below


def _ids(wish: Wish) -> tuple[str, dict[str, Any]]:
    """SQL of the ids of one page and one more (to know whether there is a next one), and its parameters."""
    column = ORDERS[wish.order]
    conditions = ["deleted_at IS NULL"]
    parameters: dict[str, Any] = {"communities": list(wish.communities)}
    if wish.open_questions:
        conditions.append("kind = 'question' AND accepted_reply_id IS NULL")
    if wish.pinned:
        conditions.append("pinned_at IS NULL")
    if wish.before:
        conditions.append(f"({column}, id) < (%(moment)s::timestamptz, %(pk)s::bigint)")
        parameters |= {"moment": wish.before.moment, "pk": wish.before.pk}
    where, order, most = " AND ".join(conditions), f"{column} DESC, id DESC", wish.size + 1
    if len(wish.communities) <= LATERAL:
        sql = f"""SELECT top.id FROM unnest({_MINE}) AS c(id) CROSS JOIN LATERAL (
                    SELECT id, {column} FROM posts_post WHERE community_id = c.id AND {where}
                    ORDER BY {order} LIMIT {most}) AS top ORDER BY top.{column} DESC, top.id DESC LIMIT {most}"""  # noqa: S608 — only our own column names and numbers
    else:
        sql = f"""SELECT id FROM posts_post WHERE community_id = any({_MINE}::bigint[]) AND {where}
                  ORDER BY {order} LIMIT {most}"""  # noqa: S608 — as above
    return sql, parameters


@dataclass(frozen=True)
class Slice:
    """One page of a feed: its posts in order, the cursor of the next page ("" at the end), what is kept on top."""

    posts: list[FeedPost]
    next: str
    pinned: list[FeedPost]


def read(wish: Wish, person: Person) -> Slice:
    """The page wished for, each post with all its card shows. One query."""
    column = ORDERS[wish.order]
    ids, parameters = _ids(wish)
    if wish.pinned:
        ids = f"""({ids}) UNION ALL (SELECT id FROM posts_post WHERE community_id = any({_MINE}::bigint[])
                  AND pinned_at IS NOT NULL AND deleted_at IS NULL)"""  # noqa: S608 — as above
    found = fetch(f"WHERE p.id IN ({ids}) ORDER BY p.{column} DESC, p.id DESC", parameters, person)
    kept = [post for post in found if post.pinned_at] if wish.pinned else []
    rest = [post for post in found if not post.pinned_at] if wish.pinned else found
    posts = rest[: wish.size]
    following = Cursor(getattr(posts[-1], column), posts[-1].pk) if len(rest) > wish.size else ""
    kept.sort(key=lambda post: post.pinned_at or post.created_at, reverse=True)
    return Slice(posts, str(following), kept[:3])


def count_since(moment: datetime | None, communities: Sequence[int], person: Person, most: int = 20) -> int:
    """How many posts of these communities others wrote in after a moment, counted up to `most`."""
    if moment is None:
        return 0
    newer = Post.objects.present().filter(community__in=communities, last_activity_at__gt=moment)
    return newer.exclude(last_activity_by=person)[:most].count()
