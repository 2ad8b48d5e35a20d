"""Everything cards show, loaded in a fixed number of statements: what one viewer did and has read rides along."""

from collections.abc import Iterable

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import DateTimeField, Exists, OuterRef, QuerySet, Subquery
from django.db.models.expressions import RawSQL
from django.db.models.functions import Greatest, JSONArray, JSONObject

from accounts.anybody import anybody, kind_of
from accounts.models import Person
from communities.models import Membership
from core.compiled import A_THING, Compiled
from posts.contributors import contributors
from posts.drafts import draft_of
from posts.models import Attachment, FeedMark, Follow, Post, Reaction, Reading, Reply
from posts.models.messages import PostQuerySet
from posts.shell import HORIZON

_AUTHOR = ["display_name", "handle", "photo", "is_active", "title", "location"]
_COUNTS = ["thanks_count", "useful_count", "confirm_count", "bravo_count"]
_TEXT = ["author_id", "created_at", "edited_at", "deleted_at", "deleted_reason", "deleted_by_id", "version"]
_HORIZON = f"date_trunc('hour', now()) - interval '{HORIZON.days} days'"  # the same for a while: pages carry it
MANY = 100  # new replies are counted up to this
_REPLY = [*_TEXT, *_COUNTS, "post_id", "parent_id", "html", "seeded_by_id"]


_FACE = JSONObject(
    handle="person__handle", display_name="person__display_name", photo="person__photo", title="person__title"
)


def _under(relation: str, fields: Iterable[str]) -> list[str]:
    return [f"{relation}__{field}" for field in fields]


def _files(**of: OuterRef) -> ArraySubquery:
    """A message's files, as plain data: a picture knows its size, so the page does not jump."""
    fields = JSONArray("key", "name", "alt", "size", "width", "height", "plays")
    return ArraySubquery(Attachment.objects.filter(**of).order_by("id").values(data=fields))


def thread_post(viewer: Person) -> PostQuerySet:
    """One post for its own page: its whole text, whether the viewer follows it, which replies they have not read."""
    following = Follow.objects.filter(post=OuterRef("pk"), person=viewer, muted=False)
    reading = Reading.objects.filter(post=OuterRef("pk"), person=viewer)
    mark = FeedMark.objects.filter(community=OuterRef("community"), person=viewer)
    later = Reply.objects.present().filter(post=OuterRef("pk"), created_at__gt=OuterRef("since")).exclude(author=viewer)
    host = Membership.objects.present().filter(community=OuterRef("community"), role=Membership.Role.ANIMATOR)
    later = later.order_by("created_at", "id")
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
            since=Greatest(
                RawSQL(_HORIZON, [], DateTimeField()),  # noqa: S611 — ours
                Subquery(reading.values("read_until")),
                Subquery(mark.values("read_before")),
            ),
            unread=ArraySubquery(later.values("pk")[:MANY]),
            first_unread_at=Subquery(later.values("created_at")[:1]),
            is_followed=Exists(following),
            draft=draft_of(viewer, post=OuterRef("pk"), parent=None),
            contributors=contributors(),
            host=Subquery(host.values(data=_FACE)[:1]),
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
    """Replies with author, files and the viewer's reactions, for a query that goes on (a thread: posts.reply_rows)."""
    fields = [*_REPLY, *_under("author", _AUTHOR), "seeded_by__display_name"]
    return (
        Reply.objects.select_related("author", "seeded_by")
        .only(*fields)
        .annotate(
            mine=ArraySubquery(Reaction.objects.filter(reply=OuterRef("pk"), person=viewer).values("emoji")),
            files=_files(reply=OuterRef("pk")),
        )
    )
