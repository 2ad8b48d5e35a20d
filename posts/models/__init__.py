"""What people say to each other, and what each of them has read."""

from posts.models.attachments import Attachment, Keeper, keep_files
from posts.models.contributions import Contribution
from posts.models.drafts import Draft
from posts.models.messages import Counts, Post, Reply, Revision
from posts.models.reactions import Mention, Reaction
from posts.models.reading import FeedMark, Follow, Reading

__all__ = [
    "Attachment", "Contribution", "Counts", "Draft", "FeedMark", "Follow", "Keeper", "Mention", "Post", "Reaction",
    "Reading", "Reply", "Revision", "keep_files",
]  # fmt: skip
