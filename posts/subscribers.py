"""How this room reacts to its own facts: who wrote where, kept as people write."""

from core.events import on
from posts.contributors import note, recount
from posts.events import PostDeleted, PostPublished, ReplyDeleted, ReplyPosted


@on(PostPublished)
def a_post_is_a_contribution(fact: PostPublished) -> None:
    note(fact.post.community_id, fact.post.author_id, fact.post.created_at)


@on(ReplyPosted)
def a_reply_is_a_contribution(fact: ReplyPosted) -> None:
    note(fact.reply.post.community_id, fact.reply.author_id, fact.reply.created_at)


@on(PostDeleted)
def a_deleted_post_is_none(fact: PostDeleted) -> None:
    recount([fact.post.community_id], fact.post.author_id)


@on(ReplyDeleted)
def a_deleted_reply_is_none(fact: ReplyDeleted) -> None:
    recount([fact.reply.post.community_id], fact.reply.author_id)
