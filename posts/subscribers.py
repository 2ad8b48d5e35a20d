"""How this room reacts to facts: who wrote where, kept as people write; the last word of a community that ends."""

from communities.events import StageChanged
from communities.models import Community
from core.events import on
from posts.actions.closing import unpin_closing_words, write_closing_words
from posts.contributors import note, recount
from posts.events import PostDeleted, PostPublished, ReplyDeleted, ReplyPosted


@on(PostPublished)
def a_post_is_a_contribution(fact: PostPublished) -> None:
    """What a host prepared is the host's, whoever signs it."""
    note(fact.post.community_id, fact.post.seeded_by_id or fact.post.author_id, fact.post.created_at)


@on(ReplyPosted)
def a_reply_is_a_contribution(fact: ReplyPosted) -> None:
    note(fact.reply.post.community_id, fact.reply.author_id, fact.reply.created_at)


@on(PostDeleted)
def a_deleted_post_is_none(fact: PostDeleted) -> None:
    recount([fact.post.community_id], fact.post.seeded_by_id or fact.post.author_id)


@on(ReplyDeleted)
def a_deleted_reply_is_none(fact: ReplyDeleted) -> None:
    recount([fact.reply.post.community_id], fact.reply.seeded_by_id or fact.reply.author_id)


@on(StageChanged)
def an_end_has_its_last_word(fact: StageChanged) -> None:
    change = fact.change
    if change.stage == Community.Stage.ARCHIVED and not change.community.is_hidden:  # else nobody has come yet
        write_closing_words(change)
    elif change.reopens:
        unpin_closing_words(change)
