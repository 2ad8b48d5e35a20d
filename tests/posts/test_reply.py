"""Answering a post, or a reply."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core.policies import Conflict
from posts.actions import delete_post, delete_reply, reply_to
from posts.events import PersonMentioned, ReplyPosted
from posts.models import Draft, Follow, Mention, Reply
from tests import factories
from tests.communities import heard


def test_a_reply_brings_its_post_up(post, animator):
    with heard(ReplyPosted) as facts:
        reply = reply_to(animator, post, body="Seen *here* too.")

    post.refresh_from_db()
    assert reply.html == "<p>Seen <em>here</em> too.</p>\n"
    assert (post.reply_count, post.last_activity_at, post.last_activity_by) == (1, reply.created_at, animator)
    assert Follow.objects.filter(person=animator, post=post).exists()
    assert facts == [ReplyPosted(reply)]


def test_an_empty_reply_is_refused(post, animator):
    with pytest.raises(ValidationError) as refusal:
        reply_to(animator, post, body="  ")

    assert refusal.value.message_dict["body"] == ["Write your reply first, then send it."]


def test_answers_nest_one_level(post, member, animator):
    first = reply_to(animator, post, body="First")
    second = reply_to(member, post, body="Second", parent=first)
    third = reply_to(animator, post, body="Third", parent=second)

    assert (second.parent, third.parent) == (first, first)


def test_the_reply_answered_is_of_the_same_post(post, community, member):
    """R-AZ-06"""
    elsewhere = factories.make_reply(member, factories.make_post(member, community, body="Other"))

    with pytest.raises(ValidationError):
        reply_to(member, post, body="Hello", parent=elsewhere)


def test_a_deleted_reply_takes_no_answer(post, member):
    parent = factories.make_reply(member, post)
    delete_reply(member, parent)

    with pytest.raises(Conflict):
        reply_to(member, post, body="Hello", parent=parent)


def test_a_deleted_post_takes_no_reply(post, member, animator):
    delete_post(member, post)

    with pytest.raises(Conflict):
        reply_to(animator, post, body="Hello")


def test_only_members_reply(post, outsider, administrator):
    for person in (outsider, administrator):
        with pytest.raises(PermissionDenied):
            reply_to(person, post, body="Hello")


def test_nothing_is_answered_in_an_archived_community(post, archived, animator):
    archived()

    with pytest.raises(Conflict):
        reply_to(animator, post, body="Hello")


def test_a_retry_finds_the_first_reply(post, animator):
    """R-RC-01"""
    key = uuid4()
    first = reply_to(animator, post, body="Hello", idempotency_key=key)
    again = reply_to(animator, post, body="Hello", idempotency_key=key)

    post.refresh_from_db()
    assert first == again
    assert post.reply_count == Reply.objects.count() == 1
    with pytest.raises(ValidationError):
        reply_to(animator, post, body="Other", idempotency_key=key)


def test_somebody_called_in_a_reply_hears_of_it(post, member, animator):
    with heard(PersonMentioned) as facts:
        reply = reply_to(animator, post, body="@aminata?")

    assert [(fact.mention.person, fact.mention.reply) for fact in facts] == [(member, reply)]
    assert Mention.objects.get().post == post


def test_the_drafts_of_the_thread_go(post, member, animator):
    first = factories.make_reply(member, post)
    Draft.objects.create(person=animator, post=post, body="a")
    Draft.objects.create(person=animator, post=post, parent=first, body="b")
    Draft.objects.create(person=member, post=post, body="somebody else's")

    reply_to(animator, post, body="Hello", parent=first)

    assert list(Draft.objects.values_list("body", flat=True)) == ["a", "somebody else's"]


def test_who_silenced_a_thread_may_write_in_it(post, animator):
    Follow.objects.create(person=animator, post=post, muted=True)

    reply_to(animator, post, body="Hello")

    assert Follow.objects.get(person=animator, post=post).muted
