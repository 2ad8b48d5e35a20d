"""The feed's one statement, by hand: the ORM would take longer to write it than PostgreSQL to answer it
(docs/performance.md). A row is a post with all its card shows; what one viewer did and has read rides along."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from accounts.models import Person
from posts.models import Post
from posts.texts import GLIMPSED

# A reply under a card: who, when, its first words.
_GLIMPSE = f"""jsonb_build_array(r.id, left(r.html, {GLIMPSED}), r.created_at, w.handle, w.display_name,
      CASE WHEN w.is_active THEN w.photo ELSE '' END, w.title)"""
POSTS = f"""
    SELECT p.id, p.community_id, p.author_id, p.kind, p.title, p.excerpt_html, p.is_long, p.created_at, p.edited_at,
      p.pinned_at, p.last_activity_at, p.last_activity_by_id, p.reply_count, p.accepted_reply_id,
      p.thanks_count, p.useful_count, p.confirm_count, p.bravo_count,
      a.handle, a.display_name, CASE WHEN a.is_active THEN a.photo ELSE '' END, a.title, a.location,
      l.display_name, b.display_name, read.read_until,
      (SELECT array_agg(x.emoji) FROM posts_reaction x WHERE x.post_id = p.id AND x.person_id = %(me)s::bigint),
      (SELECT jsonb_agg(jsonb_build_array(f.key, f.name, f.alt, f.size, f.width, f.height, f.plays) ORDER BY f.id)
       FROM posts_attachment f WHERE f.post_id = p.id),
      (SELECT jsonb_build_array(w.display_name, r.id) FROM posts_mention m
       JOIN posts_reply r ON r.id = m.reply_id JOIN accounts_person w ON w.id = r.author_id
       WHERE m.post_id = p.id AND m.person_id = %(me)s::bigint AND r.deleted_at IS NULL ORDER BY m.id DESC LIMIT 1),
      (SELECT jsonb_agg(t.glimpse) FROM (SELECT {_GLIMPSE} AS glimpse
        FROM posts_reply r JOIN accounts_person w ON w.id = r.author_id
        WHERE r.post_id = p.id AND r.deleted_at IS NULL ORDER BY r.created_at DESC, r.id DESC LIMIT 2) t),
      (SELECT {_GLIMPSE} FROM posts_reply r JOIN accounts_person w ON w.id = r.author_id
       WHERE r.id = p.accepted_reply_id AND r.deleted_at IS NULL),
      (SELECT jsonb_build_array(d.kind, d.title, d.body, d.updated_at,
        (SELECT jsonb_agg(jsonb_build_array(f.key, f.name, f.alt, f.size, f.width) ORDER BY f.id)
         FROM posts_attachment f WHERE f.draft_id = d.id)) FROM posts_draft d
       WHERE d.post_id = p.id AND d.person_id = %(me)s::bigint AND d.parent_id IS NULL LIMIT 1),
      s.display_name, read.kept
    FROM posts_post p
    JOIN accounts_person a ON a.id = p.author_id
    JOIN accounts_person l ON l.id = p.last_activity_by_id
    LEFT JOIN accounts_person b ON b.id = p.accepted_by_id
    LEFT JOIN accounts_person s ON s.id = p.seeded_by_id AND s.id <> p.author_id
    LEFT JOIN posts_reading read ON read.post_id = p.id AND read.person_id = %(me)s::bigint
"""  # noqa: S608 — no value is interpolated


@dataclass(frozen=True, slots=True)
class Face:
    """Enough of a person to show who wrote something."""

    handle: str
    display_name: str
    photo: str
    title: str
    location: str = ""

    @property
    def photo_url(self) -> str:
        return f"/people/{self.handle}/photo/{self.photo}" if self.photo else ""

    @property
    def first_name(self) -> str:
        return self.display_name.split(" ")[0]

    @property
    def initials(self) -> str:
        words = self.display_name.split()
        return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper()


@dataclass(slots=True)
class FeedPost:
    """A post as a feed needs it; the names are those of posts.models.Post."""

    pk: int
    community_id: int
    author_id: int
    kind: str
    title: str
    excerpt_html: str
    is_long: bool
    created_at: datetime
    edited_at: datetime | None
    pinned_at: datetime | None
    last_activity_at: datetime
    last_activity_by_id: int
    reply_count: int
    accepted_reply_id: int | None
    thanks_count: int
    useful_count: int
    confirm_count: int
    bravo_count: int
    author: Face
    last_activity_name: str
    accepted_name: str | None
    read_until: datetime | None
    mine: list[str]
    files: list[list[Any]]
    called: list[Any] | None
    last: list[list[Any]]
    answer: list[Any] | None
    draft: list[Any] | None
    seeded_name: str | None = None
    kept: bool = False

    @property
    def is_deleted(self) -> bool:
        return False  # a feed has none

    @property
    def is_question(self) -> bool:
        return self.kind == Post.Kind.QUESTION

    @property
    def is_open_question(self) -> bool:
        return self.is_question and self.accepted_reply_id is None


def fetch(conditions: str, parameters: Mapping[str, Any], viewer: Person) -> list[FeedPost]:
    """Posts matching `conditions` (SQL of ours, over `p`), with all their cards show. One query."""
    with connection.cursor() as cursor:
        cursor.execute(POSTS + conditions, {**parameters, "me": viewer.pk})
        return [_post(row) for row in cursor.fetchall()]


def _post(row: tuple[Any, ...]) -> FeedPost:
    author = Face(*row[18:23])
    last_by, accepted_by, read_until, mine = row[23:27]
    files, called, last, answer, draft = (json.loads(cell) if cell else None for cell in row[27:32])
    rest: list[Any] = [
        author,
        last_by,
        accepted_by,
        read_until,
        mine or [],
        files or [],
        called,
        last or [],
        answer,
        draft,
        row[32],
        bool(row[33]),
    ]
    return FeedPost(*[*row[:18], *rest])
