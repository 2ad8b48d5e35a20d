"""What a feed shows, page by page: by latest activity or newest first, over one community or many.

Keyset only. Up to LATERAL communities the top of each is read from its own index; above, the newest of all are
filtered (measured in docs/performance.md)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.db.models.expressions import RawSQL

from accounts.models import Person
from core.paging import Cursor
from posts.loading import posts_for
from posts.models import Post

PAGE = 15
LATERAL = 30
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


def _ids(wish: Wish) -> RawSQL:
    """The ids of one page and one more, to know whether there is a next one."""
    column = ORDERS[wish.order]
    conditions = ["deleted_at IS NULL"]
    bounds: list[Any] = []
    if wish.open_questions:
        conditions.append("kind = 'question' AND accepted_reply_id IS NULL")
    if wish.before:
        conditions.append(f"({column}, id) < (%s, %s)")
        bounds = [wish.before.moment, wish.before.pk]
    if wish.pinned:
        conditions.append("pinned_at IS NULL")
    where, order, most = " AND ".join(conditions), f"{column} DESC, id DESC", wish.size + 1
    communities = list(wish.communities)
    if len(communities) <= LATERAL:
        sql = f"""SELECT top.id FROM unnest(%s::bigint[]) AS c(id) CROSS JOIN LATERAL (
                    SELECT id, {column} FROM posts_post WHERE community_id = c.id AND {where}
                    ORDER BY {order} LIMIT {most}) AS top ORDER BY top.{column} DESC, top.id DESC LIMIT {most}"""  # noqa: S608 — only our own column names and numbers
    else:
        sql = f"""SELECT id FROM posts_post WHERE community_id = any(%s::bigint[]) AND {where}
                  ORDER BY {order} LIMIT {most}"""  # noqa: S608 — as above
    return RawSQL(sql, [communities, *bounds])  # noqa: S611 — as above


@dataclass(frozen=True)
class Slice:
    """One page of a feed: its posts in order, and the cursor of the next page ("" at the end)."""

    posts: list[Post]
    next: str
    pinned: list[Post]


def read(wish: Wish, person: Person) -> Slice:
    """The page wished for, each post with all its card shows. One query."""
    column = ORDERS[wish.order]
    wanted = Q(id__in=_ids(wish))
    if wish.pinned:
        wanted |= Q(community__in=wish.communities, pinned_at__isnull=False, deleted_at=None)
    found = list(posts_for(person).filter(wanted).order_by(f"-{column}", "-id"))
    kept = [post for post in found if post.pinned_at] if wish.pinned else []
    rest = [post for post in found if post not in kept]
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
