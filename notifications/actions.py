"""Telling people what concerns them, in the transaction of the fact; and what they do with it.

Telling is one statement whatever the number of people: the recipients are a query, the row of each is made or grows.
Rows are locked in order of person, so that two facts about one thread never wait for each other in a circle.
Every verb here is one statement, so none needs a transaction of its own."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.timezone import now

from accounts.models import Person
from communities.models import Community, Invitation
from core.policies import require
from notifications.models import LIFE, Notification
from posts.models import Post, Reply

# While unread a row grows: one more name, the same place to look. Once read it starts afresh. An answer newly accepted
# replaces the one before, and of a community's life the last fact is said; a reaction taken back and given again
# within a day says nothing new: when it had been seen, it is back where it was (`again`).
_TELL = """
    INSERT INTO notifications_notification AS n
      (person_id, kind, post_id, community_id, invitation_id, reply_id, actor_ids, withdrawn_ids, detail,
       created_at, updated_at)
    SELECT told.person, %s, %s, %s, %s, %s, %s::bigint[], '{{}}', told.detail, %s, %s
    FROM ({recipients}) AS told (person, detail) ORDER BY told.person
    ON CONFLICT (person_id, kind, post_id, community_id, invitation_id) DO UPDATE SET
      actor_ids = CASE WHEN {again} THEN excluded.actor_ids || n.actor_ids
        WHEN n.read_at IS NULL AND n.kind NOT IN ('proposal', 'mandate', 'contest', 'gate', 'vacant')
        THEN excluded.actor_ids || (SELECT coalesce(array_agg(actor ORDER BY place), '{{}}')
                                    FROM unnest(n.actor_ids) WITH ORDINALITY AS before (actor, place)
                                    WHERE actor <> ALL (excluded.actor_ids))
        ELSE excluded.actor_ids END,
      withdrawn_ids = CASE WHEN {again} THEN array_remove(n.withdrawn_ids, excluded.actor_ids[1]) ELSE '{{}}' END,
      reply_id = CASE WHEN {again} AND n.actor_ids <> '{{}}' THEN n.reply_id
        WHEN n.read_at IS NULL AND n.kind <> 'accepted' THEN n.reply_id ELSE excluded.reply_id END,
      detail = CASE WHEN {again} AND n.actor_ids <> '{{}}' AND n.detail <> excluded.detail THEN ''
        WHEN n.read_at IS NOT NULL OR n.kind = ANY (%s) THEN excluded.detail
        WHEN n.kind = 'reaction' AND n.detail <> excluded.detail THEN ''
        ELSE greatest(n.detail, excluded.detail) END,
      created_at = CASE WHEN {again} OR n.read_at IS NULL THEN n.created_at ELSE excluded.created_at END,
      updated_at = CASE WHEN {again} THEN n.updated_at ELSE greatest(n.updated_at, excluded.updated_at) END,
      settled_at = NULL,
      read_at = CASE WHEN {again} THEN n.read_at END
    WHERE n.kind <> 'reaction' OR n.read_at IS NULL OR NOT n.actor_ids @> excluded.actor_ids
      OR n.updated_at < excluded.updated_at - interval '1 day'
"""
_AGAIN = """(n.kind = 'reaction' AND n.read_at IS NOT NULL AND n.withdrawn_ids @> excluded.actor_ids
    AND n.updated_at >= excluded.updated_at - interval '1 day')"""


def tell(
    people: QuerySet[Person],
    kind: Notification.Kind,
    *,
    about: Post | Community | Invitation,
    by: int | None,
    at: datetime,
    reply: Reply | None = None,
    detail: Any = "",
) -> None:
    """Tell these people, never the one who did it. `detail` may be an expression over people. One statement."""
    tell_those(told(people, by, detail).query.sql_with_params(), kind, about=about, by=by, at=at, reply=reply)


def told(people: QuerySet[Person], by: int | None, detail: Any = "") -> QuerySet[Person, Any]:
    """Those of them who are told, each with the detail."""
    words = detail if hasattr(detail, "resolve_expression") else Value(detail, CharField())
    return (people.exclude(pk=by) if by else people).annotate(detail=words).order_by().values_list("pk", "detail")


def tell_those(
    those: tuple[str, Sequence[Any]],
    kind: Notification.Kind,
    *,
    about: Post | Community | Invitation,
    by: int | None,
    at: datetime,
    reply: Reply | None = None,
) -> None:
    """`those`: `told` in SQL, for what happens all day and is composed once (core/compiled.py). One statement."""
    recipients, parameters = those
    subject = [about.pk if isinstance(about, model) else None for model in (Post, Community, Invitation)]
    values: list[Any] = [kind.value, *subject, reply.pk if reply else None, [by] if by else [], at, at, *parameters]
    values.append([*LIFE, "reading"])
    with connection.cursor() as cursor:
        cursor.execute(_TELL.format(recipients=recipients, again=_AGAIN), values)


# A reply withdrawn before it was read: its author leaves the rows that have no other reply of theirs to show, a row
# without anybody goes, and what is left leads to the next reply.
_WITHDRAW = """
    WITH mine AS (
      SELECT n.id, n.kind, n.reply_id, n.actor_ids, later.id AS next,
        EXISTS (SELECT 1 FROM posts_reply r WHERE r.post_id = n.post_id AND r.deleted_at IS NULL
                AND r.author_id = %(author)s AND r.created_at >= n.created_at AND n.kind = 'reply') AS more
      FROM notifications_notification n
      LEFT JOIN LATERAL (SELECT r.id FROM posts_reply r WHERE r.post_id = n.post_id AND r.deleted_at IS NULL
                         AND r.created_at >= n.created_at AND r.author_id = ANY (n.actor_ids) AND n.kind = 'reply'
                         ORDER BY r.created_at, r.id LIMIT 1) later ON true
      WHERE n.post_id = %(post)s AND n.kind IN ('reply', 'mention') AND n.read_at IS NULL
        AND n.actor_ids @> ARRAY[%(author)s]::bigint[] AND (n.kind = 'reply' OR n.reply_id = %(reply)s)
      ORDER BY n.id FOR UPDATE OF n
    ), gone AS (
      DELETE FROM notifications_notification n USING mine
      WHERE n.id = mine.id AND NOT mine.more AND mine.actor_ids = ARRAY[%(author)s]::bigint[]
    )
    UPDATE notifications_notification n SET
      actor_ids = CASE WHEN mine.more THEN n.actor_ids ELSE array_remove(n.actor_ids, %(author)s::bigint) END,
      reply_id = CASE WHEN n.reply_id = %(reply)s THEN mine.next ELSE n.reply_id END
    FROM mine WHERE n.id = mine.id AND (mine.more OR mine.actor_ids <> ARRAY[%(author)s]::bigint[])
"""


def withdraw(reply: Reply) -> None:
    """Nobody is sent to a reply that is no longer there. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_WITHDRAW, {"post": reply.post_id, "reply": reply.pk, "author": reply.author_id})


# A reaction taken back: its giver leaves the row, unless another of theirs in the thread still stands for it; what is
# left is said of what remains. A row without anybody goes if it was not seen, and otherwise is shown no more.
_TAKE_BACK = """
    WITH left_over AS (
      SELECT n.id, r.person_id, r.emoji, r.reply_id, r.created_at
      FROM notifications_notification n
      JOIN LATERAL (
        SELECT x.* FROM posts_reaction x JOIN posts_post p ON p.id = x.post_id
        WHERE p.id = n.post_id AND p.author_id = n.person_id
        UNION ALL
        SELECT x.* FROM posts_reply t JOIN posts_reaction x ON x.reply_id = t.id
        WHERE t.post_id = n.post_id AND t.author_id = n.person_id AND t.deleted_at IS NULL
      ) r ON r.person_id = ANY (n.actor_ids) AND r.created_at >= n.created_at
      WHERE n.person_id = %(author)s AND n.kind = 'reaction' AND n.post_id = %(post)s
    ), mine AS (
      SELECT n.id, n.read_at IS NOT NULL AS seen,
        ARRAY(SELECT a.id FROM unnest(n.actor_ids) WITH ORDINALITY AS a (id, place)
              WHERE a.id <> ALL (%(givers)s::bigint[]) OR a.id IN (SELECT person_id FROM left_over)
              ORDER BY a.place) AS stay,
        (SELECT array_agg(DISTINCT emoji) FROM left_over) AS emojis,
        (SELECT array_agg(reply_id ORDER BY created_at) FROM left_over) AS places
      FROM notifications_notification n
      WHERE n.person_id = %(author)s AND n.kind = 'reaction' AND n.post_id = %(post)s
        AND n.actor_ids && %(givers)s::bigint[] FOR UPDATE OF n
    ), gone AS (
      DELETE FROM notifications_notification n USING mine WHERE n.id = mine.id AND NOT mine.seen AND mine.stay = '{}'
    )
    UPDATE notifications_notification n SET
      actor_ids = mine.stay,
      withdrawn_ids = CASE WHEN mine.seen THEN n.withdrawn_ids || ARRAY(
        SELECT a FROM unnest(n.actor_ids) a WHERE a <> ALL (mine.stay)) ELSE n.withdrawn_ids END,
      detail = CASE WHEN mine.emojis IS NULL THEN n.detail
        WHEN cardinality(mine.emojis) = 1 THEN mine.emojis[1] ELSE '' END,
      reply_id = CASE WHEN mine.places IS NULL THEN n.reply_id ELSE mine.places[1] END
    FROM mine WHERE n.id = mine.id AND (mine.seen OR mine.stay <> '{}')
"""


def take_back(author_id: int, post_id: int, givers: Sequence[int]) -> None:
    """These people react no longer, or less, to what this author wrote in this thread. One statement."""
    if givers:
        with connection.cursor() as cursor:
            cursor.execute(_TAKE_BACK, {"author": author_id, "post": post_id, "givers": list(givers)})


def untell(person: Person, kind: Notification.Kind, about: Community, *, detail: str = "") -> None:
    """What was asked is asked no more; `detail`: what it begins with, where a kind says several things. One
    statement."""
    Notification.objects.filter(person=person, kind=kind, community=about, detail__startswith=detail).delete()


def settle(kind: Notification.Kind, about: Community, *, person: int | None = None) -> None:
    """What these rows asked for is done: they stay, read, and count on nobody any more."""
    rows = Notification.objects.filter(kind=kind, community=about, settled_at=None)
    rows = rows.filter(person=person) if person else rows
    rows.update(settled_at=now(), read_at=Coalesce("read_at", now()))


def mark_read(person: Person, notification: Notification) -> None:
    require(notification.person_id == person.pk)
    Notification.objects.filter(pk=notification.pk).unread().update(read_at=now())


def mark_unread(person: Person, notification: Notification) -> None:
    require(notification.person_id == person.pk)
    Notification.objects.filter(pk=notification.pk).update(read_at=None)


def mark_all_read(person: Person, until: datetime) -> None:
    """All they had on the page; what came after it was rendered stays new."""
    Notification.objects.filter(person=person, updated_at__lte=until).unread().update(read_at=now())


_READ = """
    UPDATE notifications_notification SET read_at = %s
    WHERE person_id = %s AND read_at IS NULL AND post_id = ANY (%s::bigint[]) AND kind = ANY (%s::text[])
      AND updated_at <= coalesce(%s::timestamptz, 'infinity')
"""


def mark_threads_read(
    person: Person,
    post_ids: Sequence[int],
    *,
    kinds: Sequence[str] = Notification.Kind.values,
    until: datetime | None = None,
) -> None:
    """They are in these threads: nothing there is news any more, or nothing of before a moment."""
    with connection.cursor() as cursor:
        cursor.execute(_READ, [now(), person.pk, list(post_ids), list(kinds), until])


def purge(*, batch: int = 5000) -> int:
    """Forget what is older than the retention (R-PR-03), a batch at a time so that nobody waits for a lock."""
    limit = now() - timedelta(days=settings.NOTIFICATION_DAYS)
    gone = 0
    while True:
        old = Notification.objects.filter(updated_at__lt=limit).values("pk")[:batch]
        count, _ = Notification.objects.filter(pk__in=old).delete()
        gone += count
        if count < batch:
            return gone
