"""Named reactions, accepted answers, pins, follows."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core.policies import Conflict
from posts.actions import (
    accept_answer,
    delete_post,
    delete_reply,
    toggle_follow,
    toggle_pin,
    toggle_reaction,
    withdraw_acceptance,
)
from posts.events import AnswerAccepted, ReactionGiven
from posts.models import Follow, Reaction
from tests import factories
from tests.communities import heard


def test_a_reaction_is_given_then_taken_back(post, animator):
    """R-RC-02"""
    with heard(ReactionGiven) as facts:
        assert toggle_reaction(animator, post, "useful") is True
        assert post.useful_count == 1
        assert toggle_reaction(animator, post, "useful") is False

    post.refresh_from_db()
    assert (post.useful_count, Reaction.objects.count(), len(facts)) == (0, 0, 1)


def test_one_person_may_say_several_things(post, animator, member):
    reply = factories.make_reply(member, post)
    for emoji in ("thanks", "useful", "confirm", "bravo"):
        toggle_reaction(animator, reply, emoji)
    toggle_reaction(member, reply, "bravo")

    reply.refresh_from_db()
    assert (reply.thanks_count, reply.bravo_count) == (1, 2)


def test_only_the_four_reactions_exist(post, animator):
    with pytest.raises(ValidationError):
        toggle_reaction(animator, post, "thumbs_down")


def test_only_members_react(post, outsider):
    with pytest.raises(PermissionDenied):
        toggle_reaction(outsider, post, "useful")


def test_nobody_reacts_to_what_is_gone_or_archived(post, member, animator, archived):
    reply = factories.make_reply(member, post)
    delete_reply(member, reply)
    with pytest.raises(Conflict):
        toggle_reaction(animator, reply, "useful")

    archived()
    post.refresh_from_db()
    with pytest.raises(Conflict):
        toggle_reaction(animator, post, "useful")


def test_the_author_or_a_host_accepts_an_answer(question, member, animator, coanimator):
    first, second = factories.make_reply(animator, question), factories.make_reply(coanimator, question)

    with heard(AnswerAccepted) as facts:
        accept_answer(member, first)
        accept_answer(member, first)
        accept_answer(coanimator, second)

    question.refresh_from_db()
    assert (question.accepted_reply, question.accepted_by) == (second, coanimator)
    assert [fact.reply for fact in facts] == [first, second]


def test_an_acceptance_is_withdrawn(question, member, animator):
    accept_answer(member, factories.make_reply(animator, question))

    assert withdraw_acceptance(member, question).is_open_question


def test_others_do_not_accept(question, community, animator):
    other = factories.make_person("Other")
    community.memberships.create(person=other)
    reply = factories.make_reply(other, question)

    with pytest.raises(PermissionDenied):
        accept_answer(other, reply)
    with pytest.raises(PermissionDenied):
        withdraw_acceptance(other, question)


def test_only_questions_are_answered(post, member, animator):
    with pytest.raises(PermissionDenied):
        accept_answer(member, factories.make_reply(animator, post))


def test_a_host_pins_three_posts_at_most(community, member, animator):
    posts = [factories.make_post(member, community, body=f"{n}") for n in range(4)]
    for post in posts[:3]:
        assert toggle_pin(animator, post) is True

    with pytest.raises(ValidationError):
        toggle_pin(animator, posts[3])
    assert toggle_pin(animator, posts[0]) is False
    assert toggle_pin(animator, posts[3]) is True
    with pytest.raises(PermissionDenied):
        toggle_pin(member, posts[0])


def test_a_deleted_post_is_pinned_no_more(post, member, animator):
    toggle_pin(animator, post)

    assert delete_post(member, post).pinned_at is None


def test_whoever_reads_follows_or_stops(post, member, outsider):
    assert toggle_follow(outsider, post) is True
    assert toggle_follow(outsider, post) is False
    assert toggle_follow(member, post) is False
    assert set(Follow.objects.values_list("muted", flat=True)) == {True}


def test_who_may_not_read_does_not_follow(private_community, member, outsider):
    with pytest.raises(PermissionDenied):
        toggle_follow(outsider, factories.make_post(member, private_community))
