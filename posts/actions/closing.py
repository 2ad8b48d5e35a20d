"""The last word of a community that ends: a post on top of all that was written there while it is closed."""

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import override

from communities.models import Community, StageChange
from core.events import publish
from posts.events import PostPublished
from posts.models import Post
from posts.texts import rendered


def write_closing_words(change: StageChange) -> Post | None:
    """By who closed it, in their language. Nobody closed it by hand: nothing is written."""
    author, community = change.by, change.community
    if author is None:
        return None
    with override(author.language):
        if community.ended_as == Community.Ending.SUCCESS:
            title = _("We close on a success")
        else:
            title = _("We close, with what we learnt")
    post = Post.objects.create(
        community=community, author=author, kind=Post.Kind.MESSAGE, title=title, body=change.reason,
        created_at=change.at, last_activity_at=change.at, last_activity_by=author,
        pinned_at=change.at, pinned_by=author, **rendered(change.reason)._asdict(),
    )  # fmt: skip
    publish(PostPublished(post))
    return post


def unpin_closing_words(change: StageChange) -> None:
    """It lives again: what was said at its end stays where it was written, no longer on top. What a host pinned
    themself stays: closing words are pinned at the very moment of the end. One statement."""
    ends = change.community.stage_changes.filter(stage=Community.Stage.ARCHIVED).values("at")
    last_words = Post.objects.filter(community=change.community, pinned_at__in=ends, created_at=F("pinned_at"))
    last_words.update(pinned_at=None, pinned_by=None)
