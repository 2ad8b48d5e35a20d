"""What a writing form shows: what is being written, its files, its draft, what is wrong with it. No query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self
from uuid import uuid4

from django.urls import reverse
from django.utils.translation import gettext as _

from communities.models import Community
from core.paging import Cursor
from posts.models import Attachment, Draft, Post, Reply
from posts.rows import FeedPost
from posts.shell import Place

_FILE = ("key", "name", "alt", "size", "width")

type Errors = Mapping[str, Sequence[str]]


@dataclass(slots=True, kw_only=True)
class Box:
    """Of any writing form. `where` are the hidden fields that tell previews, files and drafts which place it is."""

    id: str
    url: str
    calls: str = ""  # where names are looked up while one types @
    where: dict[str, Any] = field(default_factory=dict)
    kind: str = Post.Kind.MESSAGE
    title: str = ""
    body: str = ""
    version: int = 0
    key: str = field(default_factory=lambda: str(uuid4()))
    files: Sequence[Attachment] = ()
    errors: Errors = field(default_factory=dict)
    preview: str = ""
    saved_at: datetime | None = None
    autofocus: bool = False

    def filled(self, values: Mapping[str, Any]) -> Self:
        """With what somebody was writing."""
        for name in ("kind", "title", "body", "version", "key", "files", "errors", "preview"):
            if name in values:
                setattr(self, name, values[name])
        return self

    def restored(self, draft: Draft | Sequence[Any] | None) -> Self:
        """With what was left in this place: a row with its files, or its plain data (posts.drafts)."""
        if isinstance(draft, Draft):
            kind, self.title, self.body, self.saved_at = draft.kind, draft.title, draft.body, draft.updated_at
            self.kind, self.files = kind or self.kind, list(draft.attachments.all())
        elif draft:
            kind, self.title, self.body, at, files = draft
            self.kind, self.saved_at = kind or self.kind, datetime.fromisoformat(at)
            self.files = [Attachment(**dict(zip(_FILE, file, strict=True))) for file in files or []]
        return self

    @property
    def general(self) -> list[str]:
        """What is wrong with the whole, not with one field shown."""
        return [error for name, errors in self.errors.items() if name not in ("title", "body") for error in errors]


@dataclass(slots=True, kw_only=True)
class Composer(Box):
    """A new post: in one community, or in one to choose among mine."""

    places: Sequence[Place] = ()
    chosen: Place | Community | None = None

    @classmethod
    def inside(cls, community: Community) -> Self:
        return cls(
            id="compose",
            url=reverse("posts:publish", args=[community.slug]),
            calls=reverse("posts:mentionable", args=[community.slug]),
            where={"community": community.slug},
            kind=Post.Kind.QUESTION,
            chosen=community,
        )

    @classmethod
    def anywhere(cls, places: Sequence[Place], chosen: Place | None = None) -> Self:
        calls = reverse("posts:mentionable", args=[chosen.slug]) if chosen else ""
        return cls(
            id="compose",
            url=reverse("posts:compose"),
            calls=calls,
            where={"home": "1"},
            kind=Post.Kind.QUESTION,
            places=places,
            chosen=chosen,
        )


@dataclass(slots=True, kw_only=True)
class ReplyBox(Box):
    """An answer to a post, or to one of its replies."""

    label: str

    @classmethod
    def to(cls, post: Post | FeedPost, parent: Reply | None = None, since: Cursor | None = None) -> Self:
        """`post` and `parent` with their authors; `since` when its page was rendered, where nothing else says it."""
        name = (parent or post).author.first_name
        of = f"{post.pk}-{parent.pk}" if parent else f"{post.pk}"
        return cls(
            id=f"reply-to-{of}",
            url=reverse("posts:reply", args=[post.pk]),
            calls=reverse("posts:mentionable_in_thread", args=[post.pk]),
            where={
                "post": post.pk,
                **({"parent": parent.pk} if parent else {}),
                **({"since": since} if since else {}),
            },
            label=_("Reply to %(name)s") % {"name": name},
        )


@dataclass(slots=True, kw_only=True)
class EditBox(Box):
    """Words already published. `current` is the other version when two were saved; `draft` what was not saved yet."""

    message: Post | Reply
    current: Post | Reply | None = None
    draft: Draft | None = None

    @classmethod
    def of(cls, message: Post | Reply, files: Sequence[Attachment]) -> Self:
        is_post = isinstance(message, Post)
        post_id = message.pk if isinstance(message, Post) else message.post_id
        return cls(
            id="edit",
            url=reverse("posts:edit" if is_post else "posts:edit_reply", args=[message.pk]),
            calls=reverse("posts:mentionable_in_thread", args=[post_id]),
            where={"post": post_id, "edited_post" if is_post else "edited_reply": message.pk},
            message=message,
            title=message.title if isinstance(message, Post) else "",
            kind=message.kind if isinstance(message, Post) else "",
            body=message.body,
            version=message.version,
            files=files,
        )

    def resumed(self, draft: Draft | None) -> Self:
        """With the changes that were not saved; another version saved since is shown beside them (R-RC-03)."""
        if draft is None:
            return self
        stay = [file for file in self.files if file.key in draft.kept]
        for file in stay:
            file.alt = draft.kept[file.key]
        self.restored(draft)
        self.draft, self.files = draft, [*stay, *self.files]
        if draft.version < self.message.version:
            self.current = self.message
        return self

    @property
    def is_post(self) -> bool:
        return isinstance(self.message, Post)
