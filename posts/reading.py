"""What a person has seen: set by themselves, by opening a thread, or by passing over a card long enough."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils.timezone import now

from accounts.models import Person
from communities.models import Community
from core.events import publish
from posts.events import PostsRead
from posts.models import FeedMark, Post, Reading
from posts.shell import Visit

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
    ON CONFLICT (person_id, post_id) DO UPDATE SET read_until = greatest(r.read_until, excluded.read_until)
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
    _read(person, seen, now())
    publish(PostsRead(person, seen, glanced))


def read_post(person: Person, post: Post, until: datetime | None = None) -> None:
    """One post the caller has already fetched for this person: all of it, or what was said until then."""
    _read(person, [post.pk], until or now())
    publish(PostsRead(person, [post.pk], glanced=False, until=until))


def _read(person: Person, posts: list[int], until: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_READ, {"person": person.pk, "posts": posts, "until": until})


@transaction.atomic
def unread_post(person: Person, post: Post) -> None:
    """New again, on purpose."""
    Reading.objects.filter(person=person, post=post).delete()


@transaction.atomic
def read_everything(person: Person, communities: Iterable[int]) -> None:
    """Nothing before now is new in these communities (of which the person is a member)."""
    theirs = Community.objects.of(person).filter(pk__in=list(communities)).values_list("pk", flat=True)
    moment = now()
    FeedMark.objects.bulk_create(
        [FeedMark(person=person, community_id=pk, read_before=moment) for pk in theirs],
        update_conflicts=True, unique_fields=["person", "community"], update_fields=["read_before"],
    )  # fmt: skip
