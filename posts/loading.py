"""Everything cards show, loaded in a fixed number of statements: what one viewer did and has read rides along."""

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.expressions import RawSQL
from django.db.models.functions import JSONObject

from accounts.models import Person
from posts.models import Attachment, Follow, Mention, Post, Reaction, Reading, Reply

_AUTHOR = ["display_name", "handle", "photo", "title", "location"]
_COUNTS = ["thanks_count", "useful_count", "confirm_count", "bravo_count"]
_TEXT = ["author_id", "created_at", "edited_at", "deleted_at", "deleted_reason", "deleted_by_id", "version"]
_POST = [
    *_TEXT, *_COUNTS, "community_id", "kind", "title", "excerpt_html", "is_long", "pinned_at", "last_activity_at",
    "last_activity_by_id", "reply_count", "accepted_reply_id", "accepted_by_id",
]  # fmt: skip
_REPLY = [*_TEXT, *_COUNTS, "post_id", "parent_id", "html", "seeded_by_id"]
LAST_REPLIES = """
    SELECT top.id FROM unnest(%s::bigint[]) AS p(id) CROSS JOIN LATERAL (
      SELECT id FROM posts_reply WHERE post_id = p.id AND deleted_at IS NULL
      ORDER BY created_at DESC, id DESC LIMIT %s) AS top
"""


def _under(relation: str, fields: Iterable[str]) -> list[str]:
    return [f"{relation}__{field}" for field in fields]


def _files(**of: OuterRef) -> ArraySubquery:
    """A message's files, as plain data: a picture knows its size, so the page does not jump."""
    fields = {name: name for name in ("key", "name", "alt", "content_type", "size", "width", "height")}
    return ArraySubquery(Attachment.objects.filter(**of).order_by("id").values(data=JSONObject(**fields)))


def posts_for(viewer: Person) -> QuerySet[Post]:
    """Posts with author, accepted answer, files, the viewer's reactions, reading and last call by name."""
    called = (
        Mention.objects.filter(post=OuterRef("pk"), person=viewer)
        .exclude(reply=None)
        .order_by("-id")
        .values(data=JSONObject(name="reply__author__display_name", reply="reply_id"))[:1]
    )
    return (
        Post.objects.select_related("author", "last_activity_by", "accepted_by", "accepted_reply__author")
        .only(
            *_POST,
            *_under("author", _AUTHOR),
            "last_activity_by__display_name",
            "accepted_by__display_name",
            *_under("accepted_reply", _REPLY),
            *_under("accepted_reply__author", _AUTHOR),
        )
        .annotate(
            mine=ArraySubquery(Reaction.objects.filter(post=OuterRef("pk"), person=viewer).values("emoji")),
            files=_files(post=OuterRef("pk")),
            read_until=Subquery(Reading.objects.filter(post=OuterRef("pk"), person=viewer).values("read_until")),
            called=Subquery(called),
        )
    )


def thread_post(viewer: Person) -> QuerySet[Post]:
    """One post for its own page: its whole text, and whether the viewer follows it."""
    following = Follow.objects.filter(post=OuterRef("pk"), person=viewer, muted=False)
    return (
        Post.objects.select_related("author", "community", "accepted_by", "pinned_by", "deleted_by", "seeded_by")
        .defer("body", "excerpt_html")
        .annotate(
            mine=ArraySubquery(Reaction.objects.filter(post=OuterRef("pk"), person=viewer).values("emoji")),
            files=_files(post=OuterRef("pk")),
            read_until=Subquery(Reading.objects.filter(post=OuterRef("pk"), person=viewer).values("read_until")),
            is_followed=Exists(following),
        )
    )


def replies_for(viewer: Person) -> QuerySet[Reply]:
    """Replies with author, files and the viewer's reactions."""
    return (
        Reply.objects.select_related("author")
        .only(*_REPLY, *_under("author", _AUTHOR))
        .annotate(
            mine=ArraySubquery(Reaction.objects.filter(reply=OuterRef("pk"), person=viewer).values("emoji")),
            files=_files(reply=OuterRef("pk")),
        )
    )


def last_replies(posts: Iterable[Post], viewer: Person, each: int = 2) -> dict[int, list[Reply]]:
    """The last replies of each post, oldest first, by post id. One query."""
    ids = [post.pk for post in posts if post.reply_count]
    found: dict[int, list[Reply]] = defaultdict(list)
    if ids:
        chosen = RawSQL(LAST_REPLIES, [ids, each])  # noqa: S611 — no value is interpolated
        for reply in replies_for(viewer).filter(id__in=chosen).order_by("created_at", "id"):
            found[reply.post_id].append(reply)
    return found
