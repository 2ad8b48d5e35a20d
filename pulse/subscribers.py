"""How this room reacts to facts: pages opened and things done become days of visit; what is deleted changes days that
are over."""

from datetime import datetime

from communities.days import today_in
from communities.events import CommunityVisited
from communities.models import Community
from core.events import on
from posts.events import AnswerAccepted, PostDeleted, PostPublished, ReactionGiven, ReplyDeleted, ReplyPosted
from pulse.daily import past_changed
from pulse.visits import note_visit


@on(CommunityVisited)
def a_page_is_a_visit(fact: CommunityVisited) -> None:
    note_visit(fact.person, fact.community)


@on(PostPublished)
def a_post_is_a_visit(fact: PostPublished) -> None:
    """Not when a host wrote it in somebody's name."""
    if fact.post.seeded_by_id is None:
        note_visit(fact.post.author, fact.post.community)


@on(ReplyPosted)
def a_reply_is_a_visit(fact: ReplyPosted) -> None:
    if fact.reply.seeded_by_id is None:
        note_visit(fact.reply.author, fact.reply.post.community)


@on(ReactionGiven)
def a_reaction_is_a_visit(fact: ReactionGiven) -> None:
    message = fact.reaction.post or fact.reaction.reply
    if message is not None:
        post = fact.reaction.post or fact.reaction.reply.post  # type: ignore[union-attr]
        note_visit(fact.reaction.person, post.community)


@on(AnswerAccepted)
def accepting_is_a_visit(fact: AnswerAccepted) -> None:
    note_visit(fact.by, fact.post.community)


@on(PostDeleted)
def a_deleted_post_was_never_written(fact: PostDeleted) -> None:
    _undo(fact.post.community, fact.post.created_at)


@on(ReplyDeleted)
def a_deleted_reply_was_never_written(fact: ReplyDeleted) -> None:
    _undo(fact.reply.post.community, fact.reply.created_at)


def _undo(community: Community, written_at: datetime) -> None:
    """What was written today is not measured yet."""
    if today_in(community, written_at) < today_in(community):
        past_changed([community.pk])
