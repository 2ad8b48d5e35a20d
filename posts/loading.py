"""Everything cards show, loaded in a fixed number of statements: what one viewer did and has read rides along."""

from collections.abc import Iterable

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONArray

from accounts.anybody import anybody, kind_of
from accounts.models import Person
from core.compiled import A_THING, Compiled
from posts.contributors import contributors
from posts.drafts import draft_of
from posts.models import Attachment, Follow, Post, Reaction, Reading, Reply
from posts.models.messages import PostQuerySet

_AUTHOR = ["display_name", "handle", "photo", "is_active", "title", "location"]
_COUNTS = ["thanks_count", "useful_count", "confirm_count", "bravo_count"]
_TEXT = ["author_id", "created_at", "edited_at", "deleted_at", "deleted_reason", "deleted_by_id", "version"]
_REPLY = [*_TEXT, *_COUNTS, "post_id", "parent_id", "html", "seeded_by_id"]


def _under(relation: str, fields: Iterable[str]) -> list[str]:
    return [f"{relation}__{field}" for field in fields]


def _files(**of: OuterRef) -> ArraySubquery:
    """A message's files, as plain data: a picture knows its size, so the page does not jump."""
    fields = JSONArray("key", "name", "alt", "size", "width", "height")
    return ArraySubquery(Attachment.objects.filter(**of).order_by("id").values(data=fields))


def thread_post(viewer: Person) -> PostQuerySet:
    """One post for its own page: its whole text, and whether the viewer follows it."""
    following = Follow.objects.filter(post=OuterRef("pk"), person=viewer, muted=False)
    return (
        Post.objects.select_related(
            "author",
            "community",
            "accepted_by",
            "last_activity_by",
            "seeded_by",
            "accepted_reply__author",
            "accepted_reply__seeded_by",
        )
        .defer("body", "excerpt_html")
        .annotate(
            mine=ArraySubquery(Reaction.objects.filter(post=OuterRef("pk"), person=viewer).values("emoji")),
            files=_files(post=OuterRef("pk")),
            read_until=Subquery(Reading.objects.filter(post=OuterRef("pk"), person=viewer).values("read_until")),
            is_followed=Exists(following),
            draft=draft_of(viewer, post=OuterRef("pk"), parent=None),
            contributors=contributors(),
        )
    )


_thread = Compiled(
    lambda viewer, pk: thread_post(viewer).visible_to(viewer).filter(pk=pk)[:1],
    pretend=anybody,
    key=kind_of,
    about=(A_THING,),
)


def thread_or_none(viewer: Person, pk: int) -> Post | None:
    """`thread_post` with this id, if this viewer may see it."""
    return next(iter(_thread.objects(viewer, viewer.pk, pk)), None)


def replies_for(viewer: Person) -> QuerySet[Reply]:
    """Replies with author, files and the viewer's reactions."""
    return (
        Reply.objects.select_related("author", "seeded_by")
        .only(*_REPLY, *_under("author", _AUTHOR), "seeded_by__display_name")
        .annotate(
            mine=ArraySubquery(Reaction.objects.filter(reply=OuterRef("pk"), person=viewer).values("emoji")),
            files=_files(reply=OuterRef("pk")),
        )
    )
