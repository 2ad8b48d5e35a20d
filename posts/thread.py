"""A thread as it is read: replies in order, nested one level, a hundred at a time."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from accounts.models import Person
from core.paging import Cursor
from posts.cards import ReplyCard, Viewer, reply_card
from posts.loading import replies_for
from posts.models import Post, Reply

PAGE = 100
BEFORE = 10  # a permalink shows this many replies above the one it leads to


@dataclass(frozen=True)
class Page:
    """Replies of one page, top level first; cursors of what follows, and whether something comes before."""

    cards: list[ReplyCard]
    next: str
    has_earlier: bool
    people: list[Person]
    latest: datetime  # nothing this page could show is later


def read(post: Post, viewer: Viewer, after: Cursor | None, read_until: datetime | None) -> Page:
    """One page of replies after a cursor, the first new one marked. One query."""
    found = replies_for(viewer.person).filter(post=post).order_by("created_at", "id")
    if after:
        found = found.extra(
            where=["(posts_reply.created_at, posts_reply.id) > (%s::timestamptz, %s::bigint)"],
            params=[after.moment, after.pk],
        )
    replies = list(found[: PAGE + 1])
    rest = str(Cursor(replies[PAGE - 1].created_at, replies[PAGE - 1].pk)) if len(replies) > PAGE else ""
    replies = replies[:PAGE]
    cards = {reply.pk: reply_card(reply, viewer, post) for reply in replies}
    _mark_new(cards, viewer, read_until)
    top = []
    for reply in replies:
        parent = cards.get(reply.parent_id or 0)
        if parent:
            parent.children.append(cards[reply.pk])
        else:
            top.append(cards[reply.pk])
    latest = max([post.last_activity_at, *(reply.created_at for reply in replies)])
    return Page(top, rest, after is not None, _people(post, replies), latest)


def _mark_new(cards: dict[int, ReplyCard], viewer: Viewer, read_until: datetime | None) -> None:
    if read_until is None:
        return
    for card in cards.values():
        card.is_new = card.reply.created_at > read_until and card.reply.author_id != viewer.person.pk
    fresh = [card for card in cards.values() if card.is_new]
    if fresh and len(fresh) < len(cards):
        fresh[0].first_new = True


def _people(post: Post, replies: list[Reply]) -> list[Person]:
    """Who took part, in order of appearance."""
    people = {post.author_id: post.author} | {}
    for reply in replies:
        if not reply.is_deleted:
            people.setdefault(reply.author_id, reply.author)
    return list(people.values())


def cursor_before(reply: Reply) -> str:
    """The cursor of the page on which a permalink lands: "" when the first page has it."""
    sql = """SELECT created_at, id FROM posts_reply
             WHERE post_id = %s::bigint AND (created_at, id) < (%s::timestamptz, %s::bigint)
             ORDER BY created_at DESC, id DESC OFFSET %s::int LIMIT 1"""
    with connection.cursor() as cursor:
        cursor.execute(sql, [reply.post_id, reply.created_at, reply.pk, PAGE - 1])
        if cursor.fetchone() is None:
            return ""
        cursor.execute(sql, [reply.post_id, reply.created_at, reply.pk, BEFORE])
        moment, pk = cursor.fetchone()
    return str(Cursor(moment, pk))
