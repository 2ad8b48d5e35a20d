"""What each person finds on coming back: what they were told, and the line where they stopped reading."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet

from accounts.models import Person
from communities.events import PersonInvited
from communities.models import Community, Invitation, Membership
from notifications.actions import tell
from notifications.models import Notification
from notifications.subscribers import tell_of_a_reaction, tell_of_a_reply, tell_of_an_invitation
from posts.events import ReactionGiven, ReplyPosted
from posts.mentions import readers_of
from posts.models import FeedMark, Mention, Post, Reaction, Reply
from rsenet.demo.calendar import Calendar
from rsenet.demo.story import Story, Table

Kind = Notification.Kind
type Fact = Reply | Mention | Reaction | Post
NEWS = 8  # days of which people were told
_AROUND = ("post__community", "reply__post__community", "reply__author", "post__author", "person")


def bring_news(told: list[Table], calendar: Calendar) -> None:
    """The facts of the last days, told in their order to whom they concern."""
    since = calendar.ago(NEWS)
    places = Community.objects.filter(uid__in=[community["slug"] for community in told])
    facts = [(at, fact) for fact in _facts(places, since) if (at := _moment(fact)) and at > since]
    for at, fact in sorted(facts, key=lambda told: told[0]):
        _tell(fact, at)
    for invitation in Invitation.objects.pending().filter(community__in=places).exclude(person=None):
        tell_of_an_invitation(PersonInvited(invitation, invitation.person))


def _facts(places: QuerySet[Community], since: datetime) -> Iterator[Fact]:
    posts = Post.objects.filter(community__in=places, last_activity_at__gt=since)
    yield from Reply.objects.filter(post__in=posts).select_related("post__community", "post__author", "parent")
    yield from Mention.objects.filter(post__in=posts).select_related(*_AROUND)
    yield from Reaction.objects.filter(post__community__in=places, created_at__gt=since).select_related(*_AROUND)
    yield from Reaction.objects.filter(reply__post__in=posts, created_at__gt=since).select_related(*_AROUND)
    yield from posts.exclude(accepted_reply=None).select_related("community", "accepted_reply")


def _moment(fact: Fact) -> datetime | None:
    match fact:
        case Post():
            return fact.accepted_at
        case Mention():
            return (fact.reply or fact.post).created_at
    return fact.created_at


def _tell(fact: Fact, at: datetime) -> None:
    """As the subscribers do, at the time it happened."""
    match fact:
        case Reply():
            tell_of_a_reply(ReplyPosted(fact))
        case Reaction():
            tell_of_a_reaction(ReactionGiven(fact))
        case Mention():
            called = readers_of(fact.post.community).filter(pk=fact.person_id)
            by = (fact.reply or fact.post).author_id
            tell(called, Kind.MENTION, about=fact.post, reply=fact.reply, by=by, at=at)
        case Post(accepted_reply=Reply() as answer):
            author = readers_of(fact.community).filter(pk=answer.author_id)
            tell(author, Kind.ACCEPTED, about=fact, reply=answer, by=fact.accepted_by_id, at=at)


def leave_marks(story: Story, calendar: Calendar) -> None:
    """They had read everything when they left; what came since is new to them."""
    visit, before = calendar.last_evening(), calendar.last_evening(2)
    roles = [uid for role, uid in story.roles.items() if role != "newcomer"]
    people = Person.objects.filter(uid__in=roles)
    Notification.objects.filter(person__in=people, updated_at__lt=visit).unread().update(read_at=visit)
    marks = [FeedMark(person=person, visited_at=visit, previous_visit_at=before) for person in people]
    for stay in Membership.objects.present().filter(person__in=people):
        marks.append(FeedMark(person_id=stay.person_id, community_id=stay.community_id, read_before=visit))
    FeedMark.objects.bulk_create(marks, ignore_conflicts=True)
