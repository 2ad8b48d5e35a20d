"""What is new to somebody in a feed, and what can be new again. No query."""

from datetime import datetime

from accounts.models import Person
from posts.models import Post
from posts.rows import FeedPost
from posts.shell import HORIZON


def is_new(post: FeedPost, viewer: Person, read_before: datetime | None, at: datetime) -> bool:
    """Somebody else's activity, within the horizon, after "all read" and after I last read it."""
    since = max(moment for moment in (at - HORIZON, read_before, post.read_until) if moment)
    return post.last_activity_by_id != viewer.pk and post.last_activity_at > since


def may_keep(post: Post | FeedPost, viewer: Person, at: datetime) -> bool:
    """Somebody else's activity within the horizon can be new again (posts.reading.keep_unread)."""
    return post.last_activity_by_id != viewer.pk and post.last_activity_at > at - HORIZON
