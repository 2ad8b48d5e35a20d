"""Who is told of what. Everything here runs in the transaction of the fact, in a fixed number of statements."""

from typing import Any, cast

from django.db.models import Case, CharField, Exists, OuterRef, QuerySet, Value, When
from django.utils.timezone import now

from accounts.models import Person, PersonQuerySet
from communities.anywhere import anywhere, kind_of
from communities.events import MemberJoined, MemberLeft, PersonInvited, RoleChanged
from communities.models import Community, Membership
from core.compiled import THINGS, Compiled
from core.events import on
from notifications import absences, invitations, life, stages  # noqa: F401  who is told of what else
from notifications.actions import mark_threads_read, take_back, tell, tell_those, told, withdraw
from notifications.models import Notification
from posts.events import (
    AnswerAccepted,
    PersonMentioned,
    PostPublished,
    PostsRead,
    ReactionGiven,
    ReactionWithdrawn,
    ReplyDeleted,
    ReplyPosted,
)
from posts.mentions import readers_of
from posts.models import Follow, Mention, Post, Reply

Kind = Notification.Kind
REMOVED = "removed"
TO_YOU = "you"


@on(PostPublished)
def tell_of_a_post(fact: PostPublished) -> None:
    """Members who chose to hear of everything; who is called by name in it hears that instead."""
    post = fact.post
    those = _told_of_a_post.statement(post.community, post.community_id, post.pk, post.author_id)
    tell_those(those, Kind.POSTED, about=post, by=post.author_id, at=post.created_at)


def _hearing_of_a_post(community: Community, post: int, author: int) -> QuerySet[Person, Any]:
    whole = Membership.objects.present().filter(community=community, rhythm=Membership.Rhythm.ALL)
    people = _hearing(community).filter(
        Exists(whole.filter(person=OuterRef("pk"))),
        ~Exists(Mention.objects.filter(post=post, reply=None, person=OuterRef("pk"))),
    )
    return told(people, author)


@on(ReplyPosted)
def tell_of_a_reply(fact: ReplyPosted) -> None:
    """The author of the post, of the reply answered, and those who follow the thread; not who silenced it. Whoever is
    called by name in the reply hears that instead: it is stronger."""
    reply, post = fact.reply, fact.reply.post
    answered = reply.parent.author_id if reply.parent else None
    about = post.pk, post.author_id, answered, reply.pk, reply.author_id
    those = _told_of_a_reply.statement(post.community, post.community_id, *about)
    tell_those(those, Kind.REPLY, about=post, reply=reply, by=reply.author_id, at=reply.created_at)
    mark_threads_read(reply.author, [post.pk])


def _hearing_of_a_reply(
    community: Community, post: int, asked_by: int, answered: int, reply: int, author: int
) -> QuerySet[Person, Any]:
    follows = Follow.objects.filter(post=post)
    concerned = (
        follows.filter(muted=False)
        .values_list("person")
        .union(Person.objects.filter(pk__in=[asked_by, answered]).values_list("pk"), all=True)
    )
    people = _hearing(community).filter(
        ~Exists(follows.filter(muted=True, person=OuterRef("pk"))),
        ~Exists(Mention.objects.filter(reply=reply, person=OuterRef("pk"))),
        pk__in=concerned,
    )
    to_whom = Case(When(pk=answered, then=Value(TO_YOU)), default=Value(""), output_field=CharField())
    return told(people, author, to_whom)


@on(PersonMentioned)
def tell_of_a_mention(fact: PersonMentioned) -> None:
    """Even in a thread or a community they silenced: somebody counts on them."""
    mention = fact.mention
    text = mention.reply or mention.post
    called = readers_of(mention.post.community).filter(is_bot=False, pk=mention.person_id)
    tell(
        called,
        Kind.MENTION,
        about=mention.post,
        reply=mention.reply,
        by=fact.by.pk,
        at=text.edited_at or text.created_at,
    )


@on(ReactionGiven)
def tell_of_a_reaction(fact: ReactionGiven) -> None:
    """Thanks gather in one row per thread; who silenced the thread is left in peace."""
    reaction = fact.reaction
    text = reaction.reply or cast(Post, reaction.post)
    post = text.post if isinstance(text, Reply) else text
    muted = Follow.objects.filter(post=post, muted=True, person=OuterRef("pk"))
    tell(
        _hearing(post.community).filter(~Exists(muted), pk=text.author_id),
        Kind.REACTION,
        about=post,
        reply=reaction.reply,
        by=reaction.person_id,
        at=reaction.created_at,
        detail=reaction.emoji,
    )


@on(ReactionWithdrawn)
def forget_a_reaction(fact: ReactionWithdrawn) -> None:
    text = fact.message
    take_back(text.author_id, text.post_id if isinstance(text, Reply) else text.pk, [fact.by.pk])


@on(AnswerAccepted)
def tell_of_an_accepted_answer(fact: AnswerAccepted) -> None:
    author = _hearing(fact.post.community).filter(pk=fact.reply.author_id)
    tell(author, Kind.ACCEPTED, about=fact.post, reply=fact.reply, by=fact.by.pk, at=fact.post.accepted_at or now())


@on(PostsRead)
def settle_what_was_read(fact: PostsRead) -> None:
    """Passing over a card in a feed is not answering a call by name: that one waits for the thread to be opened."""
    if fact.post_ids:
        kinds = [kind for kind in Kind.values if not fact.glanced or kind != Kind.MENTION]
        mark_threads_read(fact.person, fact.post_ids, kinds=kinds, until=fact.until)


@on(ReplyDeleted)
def forget_a_reply(fact: ReplyDeleted) -> None:
    """Neither the reply nor what others thought of it."""
    reply = fact.reply
    withdraw(reply)
    take_back(reply.author_id, reply.post_id, list(reply.reactions.values_list("person", flat=True).distinct()[:500]))


@on(PersonInvited)
def tell_of_an_invitation(fact: PersonInvited) -> None:
    """Who has no account yet only gets the letter."""
    if fact.person is None:
        return
    person = Person.objects.all().active().filter(pk=fact.person.pk)
    tell(person, Kind.INVITATION, about=fact.invitation, by=fact.invitation.inviter_id, at=fact.invitation.created_at)


@on(MemberJoined)
def tell_a_new_host(fact: MemberJoined) -> None:
    """Who starts as a co-host was named when the community was created; who starts as host has just said yes."""
    membership = fact.membership
    if membership.role == Membership.Role.COANIMATOR:
        _tell_member(membership, membership.community.created_by, membership.role)


@on(RoleChanged)
def tell_of_a_role(fact: RoleChanged) -> None:
    _tell_member(fact.membership, fact.by, fact.membership.role)


@on(MemberLeft)
def tell_of_a_removal(fact: MemberLeft) -> None:
    """Somebody else's doing. Of a secret community nothing is shown afterwards: the row is masked (B.1)."""
    if fact.membership.left_reason == Membership.LeftReason.REMOVED:
        _tell_member(fact.membership, fact.by, REMOVED)


def _hearing(community: Community) -> PersonQuerySet:
    """Who may read there, machines aside, and members who asked for silence."""
    silent = Membership.objects.present().filter(community=community, rhythm=Membership.Rhythm.SILENT)
    return readers_of(community).filter(~Exists(silent.filter(person=OuterRef("pk"))), is_bot=False)


def _tell_member(membership: Membership, by: Person | None, what: str) -> None:
    person = Person.objects.all().active().filter(pk=membership.person_id)
    tell(person, Kind.MEMBERSHIP, about=membership.community, by=by.pk if by else None, at=now(), detail=what)


# Composed once, for people write all day.
_told_of_a_post = Compiled(_hearing_of_a_post, pretend=anywhere, key=kind_of, about=THINGS[:2])
_told_of_a_reply = Compiled(_hearing_of_a_reply, pretend=anywhere, key=kind_of, about=THINGS[:5])
