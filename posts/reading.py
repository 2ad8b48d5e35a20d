"""What a person has seen: set by themselves, by opening a thread, or by passing over a card long enough."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import F
from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.models import Community
from core.events import publish
from posts.events import PostsRead
from posts.models import FeedMark, Post, Reading
from posts.newness import may_keep
from posts.shell import HORIZON, Visit

PAUSE = timedelta(minutes=30)  # back after this long: another visit
STEP = timedelta(minutes=1)  # a visit is noted once in so long
_VISIT = """
    WITH here AS (SELECT %(person)s::bigint AS person, %(community)s::bigint AS community, %(now)s::timestamptz AS now)
    INSERT INTO posts_feedmark AS f (person_id, community_id, visited_at) SELECT person, community, now FROM here
    ON CONFLICT (person_id, community_id) DO UPDATE SET
      previous_visit_at = CASE WHEN f.visited_at < excluded.visited_at - %(pause)s::interval THEN f.visited_at
                               ELSE f.previous_visit_at END,
      visited_at = excluded.visited_at
    RETURNING previous_visit_at
"""


# Reading is never undone by a page shown late, or by the beginning of a long thread.
_READ = """
    INSERT INTO posts_reading AS r (person_id, post_id, read_until)
    SELECT %(person)s::bigint, id, %(until)s::timestamptz FROM unnest(%(posts)s::bigint[]) AS p(id)
    ON CONFLICT (person_id, post_id) DO UPDATE SET
      read_until = greatest(r.read_until, excluded.read_until), kept = false
    WHERE NOT (r.kept AND %(glanced)s::boolean)
"""
_READ_OTHERS = """
    INSERT INTO posts_reading AS r (person_id, post_id, read_until)
    SELECT %(person)s::bigint, id, %(until)s::timestamptz FROM posts_post
    WHERE community_id = %(community)s::bigint AND last_activity_at > %(from)s::timestamptz AND id <> %(post)s::bigint
    ON CONFLICT (person_id, post_id) DO UPDATE SET read_until = greatest(r.read_until, excluded.read_until)
    WHERE NOT r.kept
"""
_ALL = """
    INSERT INTO posts_feedmark AS f (person_id, community_id, read_before)
    SELECT %(person)s::bigint, id, %(now)s::timestamptz FROM unnest(%(communities)s::bigint[]) AS c(id)
    ON CONFLICT (person_id, community_id) DO UPDATE SET
      previous_read_before = f.read_before, read_before = excluded.read_before
"""


def visit_feed(person: Person, last: Visit, community_id: int | None = None) -> datetime | None:
    """Note that a person is in a feed (home without community); when their visit before this one ended, if ever.
    `last` is what the rail knows of it: within a minute there is nothing to write."""
    if last.at and now() - last.at < STEP:
        return last.previous
    parameters: dict[str, Any] = {"person": person.pk, "community": community_id, "now": now(), "pause": PAUSE}
    with connection.cursor() as cursor:
        cursor.execute(_VISIT, parameters)
        row = cursor.fetchone()
    return row[0] if row else None


def line_of(last: Visit) -> datetime | None:
    """As above, further down the feed: that is no new visit."""
    return last.at if last.at and now() - last.at > PAUSE else last.previous


@transaction.atomic
def read_posts(person: Person, ids: Iterable[int], *, glanced: bool = False) -> None:
    """These posts, as they stand now, are read; ids of posts they may not see are passed over."""
    seen = list(Post.objects.visible_to(person).filter(pk__in=list(ids)[:100]).values_list("pk", flat=True))
    _read(person, seen, now(), glanced)
    publish(PostsRead(person, seen, glanced))


def read_post(person: Person, post: Post, until: datetime | None = None) -> None:
    """One post the caller has already fetched for this person: all of it, or what was said until then."""
    _read(person, [post.pk], until or now())
    publish(PostsRead(person, [post.pk], glanced=False, until=until))


def _read(person: Person, posts: list[int], until: datetime, glanced: bool = False) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_READ, {"person": person.pk, "posts": posts, "until": until, "glanced": glanced})


def read_everything(person: Person, communities: Iterable[int]) -> datetime:
    """Nothing before now is new in these communities (of which the person is a member). When that was, to undo it."""
    theirs = list(Community.objects.of(person).filter(pk__in=list(communities)).values_list("pk", flat=True))
    moment = now()
    with connection.cursor() as cursor:
        cursor.execute(_ALL, {"person": person.pk, "communities": theirs, "now": moment})
    return moment


def undo_read_everything(person: Person, moment: datetime) -> int:
    """What was new before "all read" of that moment is new again; in how many communities."""
    marks = FeedMark.objects.filter(person=person, read_before=moment)
    return marks.update(read_before=F("previous_read_before"), previous_read_before=None)


@transaction.atomic
def keep_unread(person: Person, post: Post, since: datetime | None = None) -> None:
    """New again until it is opened or marked: what was said after `since`, or the last thing said."""
    marks = FeedMark.objects.select_for_update().filter(person=person, community=post.community_id)
    mark = marks.first()
    if not may_keep(post, person, now()):
        raise ValidationError(_("Only what somebody else wrote in the last three weeks can be kept as unread."))
    until = post.last_activity_at - timedelta(microseconds=1)
    until = max(min(since, until), now() - HORIZON) if since else until
    if mark and mark.read_before and mark.read_before > until:  # the others stay read, each by itself
        told: dict[str, Any] = {"person": person.pk, "until": mark.read_before}
        with connection.cursor() as cursor:
            cursor.execute(_READ_OTHERS, {**told, "post": post.pk, "community": post.community_id, "from": until})
        marks.update(read_before=until, previous_read_before=None)
    Reading.objects.update_or_create(person=person, post=post, defaults={"read_until": until, "kept": True})
