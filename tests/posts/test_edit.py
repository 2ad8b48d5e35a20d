"""Changing one's own words."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core.policies import Conflict
from posts.actions import EditedMeanwhile, delete_post, edit_post, edit_reply
from posts.events import PersonMentioned
from posts.models import Mention, Revision
from tests import factories
from tests.communities import heard


def test_the_author_edits_and_the_former_text_stays(community, member):
    post = factories.make_post(member, community, title="Before", body="Old *text*")

    edited = edit_post(member, post, version=1, title="After", body="New **text**")

    revision = Revision.objects.get(post=post)
    assert (edited.version, edited.title, edited.html) == (2, "After", "<p>New <strong>text</strong></p>\n")
    assert edited.excerpt_html == edited.html
    assert edited.is_edited
    assert (revision.version, revision.title, revision.html) == (1, "Before", "<p>Old <em>text</em></p>\n")
    assert revision.written_at == post.created_at


def test_a_reply_is_edited_the_same_way(post, animator):
    reply = factories.make_reply(animator, post, body="Old")

    edited = edit_reply(animator, reply, version=1, body="New")

    assert (edited.version, edited.html) == (2, "<p>New</p>\n")
    assert Revision.objects.get(reply=reply).body == "Old"


def test_saving_without_a_change_is_no_version(post, member):
    assert edit_post(member, post, version=1, body=post.body).version == 1
    assert not Revision.objects.exists()


def test_only_the_author_edits(post, animator, outsider):
    """R-AZ-07: hosts included."""
    reply = factories.make_reply(animator, post)

    for person in (animator, outsider):
        with pytest.raises(PermissionDenied):
            edit_post(person, post, version=1, body="Mine")
    with pytest.raises(PermissionDenied):
        edit_reply(post.author, reply, version=1, body="Mine")


def test_who_left_the_community_edits_no_more(post, member):
    member.memberships.update(left_at="2026-01-01T00:00Z", left_reason="left")

    with pytest.raises(PermissionDenied):
        edit_post(member, post, version=1, body="Mine")


def test_of_two_edits_the_second_is_told_of_the_first(post, member):
    """R-RC-03"""
    edit_post(member, post, version=1, body="First")

    with pytest.raises(EditedMeanwhile) as refusal:
        edit_post(member, post, version=1, body="Second")
    assert (refusal.value.current.body, refusal.value.current.version) == ("First", 2)


def test_the_same_edit_twice_is_one(post, member):
    """A double click."""
    edit_post(member, post, version=1, body="First")

    assert edit_post(member, post, version=1, body="First").version == 2


def test_an_edit_is_checked_like_a_new_text(question, member):
    with pytest.raises(ValidationError):
        edit_post(member, question, version=1, title="", body="text")
    with pytest.raises(ValidationError):
        edit_post(member, question, version=1, title="Title", body="a" * 20_001)


def test_nothing_is_edited_in_an_archived_community(post, archived, member):
    archived()

    with pytest.raises(Conflict):
        edit_post(member, post, version=1, body="New")


def test_a_deleted_post_is_not_edited(post, member):
    delete_post(member, post)

    with pytest.raises(Conflict):
        edit_post(member, post, version=1, body="New")


def test_only_who_is_called_now_hears_of_it(community, member, animator, coanimator):
    post = factories.make_post(member, community, body="@claire and @gerard")

    with heard(PersonMentioned) as facts:
        edit_post(member, post, version=1, body="@claire and @bastien")

    assert [fact.mention.person for fact in facts] == [coanimator]
    assert set(Mention.objects.values_list("person__handle", flat=True)) == {"claire", "bastien"}
