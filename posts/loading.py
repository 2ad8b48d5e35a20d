"""Everything cards show, loaded in a fixed number of statements: what one viewer did and has read rides along."""

from collections.abc import Iterable

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject, Left

from accounts.models import Person
from posts.contributors import contributors
from posts.models import Attachment, Follow, Mention, Post, Reaction, Reading, Reply
from posts.models.messages import PostQuerySet
from posts.texts import GLIMPSED

_AUTHOR = ["display_name", "handle", "photo", "is_active", "title", "location"]
_COUNTS = ["thanks_count", "useful_count", "confirm_count", "bravo_count"]
_TEXT = ["author_id", "created_at", "edited_at", "deleted_at", "deleted_reason", "deleted_by_id", "version"]
_POST = [
    *_TEXT, *_COUNTS, "community_id", "kind", "title", "excerpt_html", "is_long", "pinned_at", "last_activity_at",
    "last_activity_by_id", "reply_count", "accepted_reply_id", "accepted_by_id",
]  # fmt: skip
_REPLY = [*_TEXT, *_COUNTS, "post_id", "parent_id", "html", "seeded_by_id"]


def _under(relation: str, fields: Iterable[str]) -> list[str]:
    return [f"{relation}__{field}" for field in fields]


def _files(**of: OuterRef) -> ArraySubquery:
    """A message's files, as plain data: a picture knows its size, so the page does not jump."""
    fields = {name: name for name in ("key", "name", "alt", "content_type", "size", "width", "height")}
    return ArraySubquery(Attachment.objects.filter(**of).order_by("id").values(data=JSONObject(**fields)))


# A reply under a card is plain data: only its first words are shown.
_GLIMPSE = JSONObject(
    pk="pk",
    html=Left("html", GLIMPSED),
    at="created_at",
    handle="author__handle",
    name="author__display_name",
    photo="author__photo",
    title="author__title",
)


def posts_for(viewer: Person) -> QuerySet[Post]:
    """Posts with author, accepted answer, files, the viewer's reactions, reading and last call by name."""
    called = (
        Mention.objects.filter(post=OuterRef("pk"), person=viewer)
        .exclude(reply=None)
        .order_by("-id")
        .values(data=JSONObject(name="reply__author__display_name", reply="reply_id"))[:1]
    )
    there = Reply.objects.filter(post=OuterRef("pk"), deleted_at=None)
    return (
        Post.objects.select_related("author", "last_activity_by", "accepted_by")
        .only(
            *_POST,
            *_under("author", _AUTHOR),
            "last_activity_by__display_name",
            "accepted_by__display_name",
        )
        .annotate(
            mine=ArraySubquery(Reaction.objects.filter(post=OuterRef("pk"), person=viewer).values("emoji")),
            files=_files(post=OuterRef("pk")),
            read_until=Subquery(Reading.objects.filter(post=OuterRef("pk"), person=viewer).values("read_until")),
            called=Subquery(called),
            last=ArraySubquery(there.order_by("-created_at", "-id").values(data=_GLIMPSE)[:2]),
            answer=Subquery(there.filter(pk=OuterRef("accepted_reply_id")).values(data=_GLIMPSE)),
        )
    )


def thread_post(viewer: Person) -> PostQuerySet:
    """One post for its own page: its whole text, and whether the viewer follows it."""
    following = Follow.objects.filter(post=OuterRef("pk"), person=viewer, muted=False)
    return (
        Post.objects.select_related(
            "author", "community", "accepted_by", "last_activity_by", "seeded_by", "accepted_reply__author"
        )
        .defer("body", "excerpt_html")
        .annotate(
            mine=ArraySubquery(Reaction.objects.filter(post=OuterRef("pk"), person=viewer).values("emoji")),
            files=_files(post=OuterRef("pk")),
            read_until=Subquery(Reading.objects.filter(post=OuterRef("pk"), person=viewer).values("read_until")),
            is_followed=Exists(following),
            contributors=contributors(),
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
