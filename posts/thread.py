"""A thread as it is read: replies in order, nested one level, a hundred at a time, and what is new among them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from accounts.models import Person
from core.paging import Cursor
from posts.cards import ReplyCard, Viewer, answered, reply_card
from posts.models import Post
from posts.reply_rows import ThreadReply, fetch
from posts.rows import Face

PAGE = 100
BEFORE = 10  # a permalink shows this many replies above the one it leads to
_POST = "(SELECT %(post)s::bigint)"  # as in core/shell.py: planned once
_AFTER = "AND (r.created_at, r.id) > (%(moment)s::timestamptz, %(pk)s::bigint)"
_EARLIER = f"""(SELECT count(*) FROM posts_reply e WHERE e.post_id = {_POST} AND e.deleted_at IS NULL
                AND (e.created_at, e.id) <= (%(moment)s::timestamptz, %(pk)s::bigint))"""  # noqa: S608 — ours


@dataclass(frozen=True)
class Page:
    """Replies of one page, top level first; cursors of what follows, how many came before and come after."""

    cards: list[ReplyCard]
    next: str
    has_earlier: bool
    earlier: int
    remaining: int
    people: list[Person | Face]
    ids: frozenset[int]
    last: datetime  # of its last reply
    latest: datetime  # nothing this page could show is later


def new_since(post: Any, viewer: Viewer, asked: Cursor | None) -> datetime | None:
    """From when on replies are new to this reader, None where all is: they never read the post itself. `asked` is what
    the page before began with: reading it has moved the mark since."""
    since: datetime = asked.moment if asked else post.since
    if post.author_id == viewer.person.pk:
        since = max(since, post.created_at)
    return since if viewer.role and post.created_at <= since else None


def begun_with(post: Any, since: datetime | None) -> Cursor:
    """What the next page and "keep as unread" are told; before the post itself when all of it is new."""
    return Cursor(since or post.created_at - timedelta(microseconds=1), 0)


def read(post: Post, viewer: Viewer, after: Cursor | None, since: datetime | None) -> Page:
    """One page of replies after a cursor, the new ones marked. One query."""
    told: dict[str, Any] = {"post": post.pk}
    if after:
        told |= {"moment": after.moment, "pk": after.pk}
    ordered = f"{_AFTER if after else ''} ORDER BY r.created_at, r.id LIMIT {PAGE + 1}"
    replies = fetch(f"WHERE r.post_id = {_POST} {ordered}", told, viewer.person, earlier=_EARLIER if after else "")
    rest = str(Cursor(replies[PAGE - 1].created_at, replies[PAGE - 1].pk)) if len(replies) > PAGE else ""
    replies = replies[:PAGE]
    cards = {reply.pk: reply_card(reply, viewer, post) for reply in replies}
    top = []
    for reply in replies:
        parent = cards.get(reply.parent_id or 0)
        if parent:
            parent.children.append(cards[reply.pk])
        else:
            top.append(cards[reply.pk])
            if reply.parent:
                cards[reply.pk].answers = answered(reply.parent)
    if since:
        _mark_new(top, viewer, since, leads=after is None or after.moment <= since)
    earlier = replies[0].earlier if replies and after else 0
    shown = sum(not reply.is_deleted for reply in replies)
    last = replies[-1].created_at if replies else post.created_at
    return Page(
        top,
        rest,
        after is not None,
        earlier,
        max(post.reply_count - earlier - shown, 0) if rest else 0,
        _people(post, replies),
        frozenset(cards),
        last,
        max(post.last_activity_at, last),
    )


def _mark_new(top: list[ReplyCard], viewer: Viewer, since: datetime, *, leads: bool) -> None:
    """Each new reply; the line above the first of the top level, unless a page before had it, and where to land."""
    fresh = []
    for card in (card for first in top for card in (first, *first.children)):
        reply = card.reply
        card.is_new = reply.created_at > since and reply.author_id != viewer.person.pk and not reply.is_deleted
        if card.is_new:
            fresh.append(card)
    if leads and fresh:
        fresh[0].is_landing = True
        for card in top:
            if card.is_new:
                card.first_new = True
                break


def read_up_to(post: Any, page: Page, after: Cursor | None, moment: datetime) -> datetime | None:
    """Up to when the post is read once this page was shown: `moment` if nothing unread is left, None if something
    unread stands on a page before it."""
    if post.first_unread_at is None:
        return moment
    if after and post.first_unread_at <= after.moment:
        return None
    return page.last if page.next else moment


def _people(post: Post, replies: list[ThreadReply]) -> list[Person | Face]:
    """Who took part, in order of appearance."""
    people: dict[int, Person | Face] = {post.author_id: post.author}
    for reply in replies:
        if not reply.is_deleted:
            people.setdefault(reply.author_id, reply.author)
    return list(people.values())


def cursor_before(post: int, created_at: datetime, pk: int) -> str:
    """The cursor of the page that shows this reply: "" when the first page has it."""
    sql = """SELECT created_at, id FROM posts_reply
             WHERE post_id = %s::bigint AND (created_at, id) < (%s::timestamptz, %s::bigint)
             ORDER BY created_at DESC, id DESC OFFSET %s::int LIMIT 1"""
    with connection.cursor() as cursor:
        cursor.execute(sql, [post, created_at, pk, PAGE - 1])
        if cursor.fetchone() is None:
            return ""
        cursor.execute(sql, [post, created_at, pk, BEFORE])
        moment, before = cursor.fetchone()
    return str(Cursor(moment, before))
