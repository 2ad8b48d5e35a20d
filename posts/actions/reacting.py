"""Small gestures: a named reaction, saying which answer helped."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.policies import CommunityPolicy, require_alive
from core.events import publish
from core.policies import Conflict, require
from posts.actions._locks import locked_post, locked_thread
from posts.events import AnswerAccepted, ReactionGiven, ReactionWithdrawn
from posts.models import Post, Reaction, Reply
from posts.policies import PostPolicy, ReplyPolicy


@transaction.atomic
def toggle_reaction(person: Person, message: Post | Reply, emoji: str) -> bool:
    """Give a reaction, or take it back; whether it is given now. Counters move only with the rows (R-RC-02)."""
    if emoji not in Reaction.Emoji.values:
        raise ValidationError({"emoji": _("Choose one of the four reactions.")})
    community = message.community if isinstance(message, Post) else message.post.community
    require_alive(community)
    require(CommunityPolicy.of(person, community).post())
    message.refresh_from_db(fields=["deleted_at"])
    if message.is_deleted:
        raise Conflict(_("This message has been deleted meanwhile."))
    of = {"post": message} if isinstance(message, Post) else {"reply": message}
    taken_back, _rows = Reaction.objects.filter(person=person, emoji=emoji, **of).delete()
    if taken_back:
        _count(message, emoji, -1)
        publish(ReactionWithdrawn(message, by=person))
        return False
    try:
        with transaction.atomic():
            reaction = Reaction.objects.create(person=person, emoji=emoji, **of)
    except IntegrityError:  # the same click, a moment earlier
        return True
    _count(message, emoji, +1)
    publish(ReactionGiven(reaction))
    return True


def _count(message: Post | Reply, emoji: str, step: int) -> None:
    counter = f"{emoji}_count"
    type(message).objects.filter(pk=message.pk).update(**{counter: F(counter) + step})
    message.refresh_from_db(fields=[counter])


@transaction.atomic
def accept_answer(actor: Person, reply: Reply) -> Post:
    """The author of a question, or a host, says which reply answered it; another one may take its place."""
    reply = locked_thread(reply)
    require(ReplyPolicy.of(actor, reply).accept())
    post = reply.post
    if post.accepted_reply_id != reply.pk:
        post.accepted_reply, post.accepted_by, post.accepted_at = reply, actor, now()
        post.save(update_fields=["accepted_reply", "accepted_by", "accepted_at"])
        publish(AnswerAccepted(post, reply, by=actor))
    return post


@transaction.atomic
def withdraw_acceptance(actor: Person, post: Post) -> Post:
    """The question is open again."""
    post = locked_post(post)
    require(PostPolicy.of(actor, post).accept())
    post.accepted_reply = post.accepted_by = post.accepted_at = None
    post.save(update_fields=["accepted_reply", "accepted_by", "accepted_at"])
    return post
