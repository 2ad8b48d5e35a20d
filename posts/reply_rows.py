"""A thread's replies in one statement by hand, as posts/rows.py for feeds: the ORM would compose and build for longer
than PostgreSQL answers."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from accounts.models import Person
from posts.rows import Face
from posts.texts import GLIMPSED

REPLIES = """
    SELECT r.id, r.post_id, r.parent_id, r.author_id, r.html, r.created_at, r.edited_at, r.deleted_at, r.deleted_reason,
      r.thanks_count, r.useful_count, r.confirm_count, r.bravo_count, s.display_name,
      a.handle, a.display_name, CASE WHEN a.is_active THEN a.photo ELSE '' END, a.title, a.location,
      (SELECT array_agg(x.emoji) FROM posts_reaction x WHERE x.reply_id = r.id AND x.person_id = me.id),
      (SELECT jsonb_agg(jsonb_build_array(f.key, f.name, f.alt, f.size, f.width, f.height, f.plays) ORDER BY f.id)
       FROM posts_attachment f WHERE f.reply_id = r.id), {parent}, {earlier}
    FROM (SELECT %(me)s::bigint AS id) me CROSS JOIN posts_reply r
    JOIN accounts_person a ON a.id = r.author_id
    LEFT JOIN accounts_person s ON s.id = r.seeded_by_id AND s.id <> r.author_id
"""
_PARENT = f"""
    (SELECT jsonb_build_array(q.id, w.display_name, CASE WHEN q.deleted_at IS NULL THEN left(q.html, {GLIMPSED}) END)
     FROM posts_reply q JOIN accounts_person w ON w.id = q.author_id WHERE q.id = r.parent_id)
"""  # noqa: S608 — no value is interpolated


@dataclass(slots=True)
class ThreadReply:
    """A reply as its thread needs it; the names are those of posts.models.Reply."""

    pk: int
    post_id: int
    parent_id: int | None
    author_id: int
    html: str
    created_at: datetime
    edited_at: datetime | None
    deleted_at: datetime | None
    deleted_reason: str
    thanks_count: int
    useful_count: int
    confirm_count: int
    bravo_count: int
    seeded_name: str | None
    author: Face
    mine: list[str]
    files: list[list[Any]]
    parent: list[Any] | None = None  # further down a thread: the id of what it answers, whose, its first words
    earlier: int = 0  # how many replies stand on the pages before

    @property
    def is_deleted(self) -> bool:
        return self.deleted_at is not None

    @property
    def is_edited(self) -> bool:
        return self.edited_at is not None


def fetch(conditions: str, parameters: Mapping[str, Any], viewer: Person, *, earlier: str = "") -> list[ThreadReply]:
    """Replies matching `conditions` (SQL of ours, over `r`), with all their cards show. Of a page that is not the
    first, `earlier` (SQL of ours) counts what came before. One query."""
    sql = REPLIES.format(parent=_PARENT if earlier else "NULL", earlier=earlier or "0")
    with connection.cursor() as cursor:
        cursor.execute(sql + conditions, {**parameters, "me": viewer.pk})
        return [_reply(row) for row in cursor.fetchall()]


def _reply(row: tuple[Any, ...]) -> ThreadReply:
    files, parent = (json.loads(cell) if cell else None for cell in row[20:22])
    rest: list[Any] = [Face(*row[14:19]), row[19] or [], files or [], parent, row[22]]
    return ThreadReply(*[*row[:14], *rest])
