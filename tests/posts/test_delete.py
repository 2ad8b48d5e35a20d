"""Taking words back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.timezone import now

from core.policies import Conflict
from posts.actions import accept_answer, delete_post, delete_reply, edit_post, purge_deleted
from posts.events import PostDeleted, ReplyDeleted
from posts.models import Mention, Post, Reply, Revision
from tests import factories
from tests.communities import heard


def test_the_author_deletes_without_a_reason(community, member):
    post = factories.make_post(member, community, title="Secret", body="Words @claire")

    with heard(PostDeleted) as facts:
        delete_post(member, post)

    post.refresh_from_db()
    assert post.is_deleted
    assert (post.title, post.body, post.html, post.excerpt_html, post.deleted_reason) == ("", "", "", "", "")
    assert not Mention.objects.exists()
    assert [fact.by for fact in facts] == [member]


def test_a_host_deletes_with_a_reason(post, coanimator):
    """R-AZ-07: logged with who and why."""
    with pytest.raises(ValidationError):
        delete_post(coanimator, post, reason="  ")

    deleted = delete_post(coanimator, post, reason="A client is named.")

    assert (deleted.deleted_by, deleted.deleted_reason) == (coanimator, "A client is named.")


def test_members_and_administrators_delete_only_their_own(post, community, outsider, administrator):
    other = factories.make_person("Other")
    community.memberships.create(person=other)

    for person in (other, outsider, administrator):
        with pytest.raises(PermissionDenied):
            delete_post(person, post, reason="Because")


def test_a_thread_keeps_its_shape(post, animator, member):
    parent = factories.make_reply(animator, post)
    child = factories.make_reply(member, post, parent=parent)

    with heard(ReplyDeleted) as facts:
        delete_reply(animator, parent)

    child.refresh_from_db()
    post.refresh_from_db()
    assert child.parent == parent
    assert (post.reply_count, Reply.objects.count()) == (1, 2)
    assert [fact.reply for fact in facts] == [parent]


def test_without_its_last_reply_a_post_goes_back_to_its_place(post, animator, member):
    first = factories.make_reply(animator, post)
    last = factories.make_reply(member, post)

    delete_reply(member, last)
    post.refresh_from_db()
    assert (post.last_activity_at, post.last_activity_by) == (first.created_at, animator)

    delete_reply(animator, first)
    post.refresh_from_db()
    assert (post.last_activity_at, post.last_activity_by) == (post.created_at, member)


def test_a_deleted_answer_is_no_longer_accepted(question, animator, member):
    reply = factories.make_reply(animator, question)
    accept_answer(member, reply)

    delete_reply(animator, reply)

    question.refresh_from_db()
    assert question.is_open_question
    assert question.accepted_by is None


def test_deleting_twice_is_told(post, member):
    delete_post(member, post)

    with pytest.raises(Conflict):
        delete_post(member, post)


def test_nothing_is_deleted_in_an_archived_community(post, archived, animator):
    archived()

    with pytest.raises(Conflict):
        delete_post(animator, post, reason="Because")


def test_replies_of_a_deleted_post_can_still_be_taken_back(post, member, animator):
    reply = factories.make_reply(animator, post)
    delete_post(member, post)

    assert delete_reply(animator, reply).is_deleted


def test_the_words_are_kept_thirty_days_then_purged(post, member):
    """R-PR-03"""
    edit_post(member, post, version=1, body="Second")
    delete_post(member, post)
    assert purge_deleted() == 0
    assert list(Revision.objects.order_by("version").values_list("body", flat=True))[-1] == "Second"

    Post.objects.update(deleted_at=now() - timedelta(days=31))

    assert purge_deleted() == 2
    assert not Revision.objects.exists()
