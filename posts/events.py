"""What people say and do around posts. `by` is who did it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from accounts.models import Person
from posts.models import Mention, Post, Reaction, Reply


@dataclass(frozen=True)
class PostPublished:
    post: Post


@dataclass(frozen=True)
class ReplyPosted:
    reply: Reply


@dataclass(frozen=True)
class PersonMentioned:
    """Called by name in a post (`mention.reply` is None) or in a reply; never by themself."""

    mention: Mention
    by: Person


@dataclass(frozen=True)
class ReactionGiven:
    reaction: Reaction


@dataclass(frozen=True)
class ReactionWithdrawn:
    message: Post | Reply
    by: Person


@dataclass(frozen=True)
class AnswerAccepted:
    post: Post
    reply: Reply
    by: Person


@dataclass(frozen=True)
class PostEdited:
    post: Post


@dataclass(frozen=True)
class ReplyEdited:
    reply: Reply


@dataclass(frozen=True)
class PostDeleted:
    post: Post
    by: Person


@dataclass(frozen=True)
class ReplyDeleted:
    reply: Reply
    by: Person


@dataclass(frozen=True)
class PostsRead:
    """Up to now, or up to a moment when a long thread was not shown whole. Glanced at: their cards stayed in view in a
    feed; otherwise opened, or marked by hand."""

    person: Person
    post_ids: Sequence[int]
    glanced: bool
    until: datetime | None = None
