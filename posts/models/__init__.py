"""What people say to each other, and what each of them has read."""

from posts.models.attachments import Attachment
from posts.models.contributions import Contribution
from posts.models.drafts import Draft
from posts.models.messages import Counts, Post, Reply, Revision
from posts.models.reactions import Mention, Reaction
from posts.models.reading import FeedMark, Follow, Reading

__all__ = [
    "Attachment", "Contribution", "Counts", "Draft", "FeedMark", "Follow", "Mention", "Post", "Reaction", "Reading",
    "Reply", "Revision",
]  # fmt: skip
