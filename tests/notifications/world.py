"""What colleagues do in threads, by the actions they do it with, and what others are told of it."""

from datetime import timedelta

from django.utils import timezone

from accounts.models import Person
from communities.events import PersonInvited
from communities.models import Invitation, Membership
from core.events import publish
from notifications.models import Notification
from posts import actions
from posts.models import Follow


def _calling(people):
    return " ".join(f"@{person.handle}" for person in people)


def write(author, community, title="", body="The seal weeps after 200 hours.", *, calling=(), **fields):
    return actions.publish_post(author, community, title=title, body=f"{body} {_calling(calling)}", **fields)


def answer(author, post, *, parent=None, calling=()):
    return actions.reply_to(author, post, parent=parent, body=f"Check the flush. {_calling(calling)}")


def react(person, message, emoji="thanks"):
    actions.toggle_reaction(person, message, emoji)


def accept(by, reply):
    actions.accept_answer(by, reply)


def withdraw_acceptance(by, post):
    actions.withdraw_acceptance(by, post)


def delete(reply, by):
    actions.delete_reply(by, reply)


def follow(person, post, muted=False):
    Follow.objects.update_or_create(person=person, post=post, defaults={"muted": muted})


def join(person, community, role="member"):
    return Membership.objects.create(community=community, person=person, role=role)


def leave(person, community):
    Membership.objects.filter(person=person, community=community).update(left_at=timezone.now())


def invite(inviter, community, person):
    invitation = Invitation.objects.create(
        community=community, email=person.email, inviter=inviter, why_you="You know seals.", expected="One answer.",
        gain="Fewer leaks.", token_hash=person.handle, expires_at=timezone.now() + timedelta(days=7),
    )  # fmt: skip
    publish(PersonInvited(invitation, person))
    return invitation


def told(person, **fields):
    """What a person is told, as (kind, names of those who did it, the latest first)."""
    rows = Notification.objects.visible_to(person).filter(**fields).order_by("-updated_at", "-id")
    names = dict(Person.objects.values_list("pk", "display_name"))
    return [(row.kind, [names[pk] for pk in row.actor_ids]) for row in rows]
