"""What is taken back is no longer announced: a deleted reply, a reaction, an acceptance."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from notifications.actions import take_back
from tests.notifications import world
from tests.notifications.world import told


def test_a_deleted_reply_is_no_longer_announced(post, member, nadia):
    world.delete(world.answer(nadia, post), nadia)

    assert told(member) == []


def test_the_others_who_replied_remain_and_the_row_leads_to_them(post, member, nadia, paul):
    first, second = world.answer(nadia, post), world.answer(paul, post)

    world.delete(first, nadia)

    assert told(member) == [("reply", ["Paul Mercier"])]
    assert member.notifications.get().reply == second


def test_the_author_remains_while_they_have_another_reply_to_show(post, member, nadia):
    first, second = world.answer(nadia, post), world.answer(nadia, post)

    world.delete(first, nadia)

    assert told(member) == [("reply", ["Nadia Roussel"])]
    assert member.notifications.get().reply == second


def test_a_call_by_name_goes_with_the_reply_that_made_it(post, nadia, paul):
    reply = world.answer(nadia, post, calling=[paul])

    world.delete(reply, nadia)

    assert told(paul) == []


def test_what_was_read_before_an_earlier_reply_keeps_its_place(post, member, nadia, paul):
    """Deleting a reply read long ago takes nothing from what came since."""
    old = world.answer(nadia, post)
    member.notifications.update(read_at=old.created_at)
    new = world.answer(paul, post)

    world.delete(old, nadia)

    assert told(member) == [("reply", ["Paul Mercier"])]
    assert member.notifications.get().reply == new


def test_a_reaction_taken_back_is_no_longer_announced(post, member, nadia):
    for text in (post, world.answer(member, post)):
        world.react(nadia, text)
        world.react(nadia, text)

        assert told(member) == []
    assert not member.notifications.exists()


def test_who_takes_a_reaction_back_leaves_the_row_to_the_others(post, member, nadia, paul):
    reply = world.answer(member, post)
    world.react(nadia, reply, "bravo")
    world.react(paul, post, "useful")
    assert (member.notifications.get().detail, member.notifications.get().reply) == ("", reply)

    world.react(nadia, reply, "bravo")

    assert told(member) == [("reaction", ["Paul Mercier"])]
    assert (member.notifications.get().detail, member.notifications.get().reply) == ("useful", None)


def test_who_reacted_twice_stays_with_the_one_that_is_left(post, member, nadia):
    world.react(nadia, post, "thanks")
    world.react(nadia, post, "bravo")

    world.react(nadia, post, "thanks")

    assert told(member) == [("reaction", ["Nadia Roussel"])]
    assert member.notifications.get().detail == "bravo"


def test_a_row_that_was_seen_reads_right_after_a_reaction_is_taken_back(post, member, nadia, paul):
    world.react(nadia, post, "thanks")
    world.react(paul, post, "bravo")
    member.notifications.update(read_at=timezone.now())

    world.react(paul, post, "bravo")
    assert told(member) == [("reaction", ["Nadia Roussel"])]
    assert member.notifications.get().detail == "thanks"
    world.react(nadia, post, "thanks")
    assert told(member) == []


def test_given_again_within_a_day_it_is_back_where_it_was_without_noise(post, member, nadia, paul):
    world.react(nadia, post, "thanks")
    world.react(paul, post, "thanks")
    member.notifications.update(read_at=timezone.now())
    before = member.notifications.get()

    for _again in range(2):
        world.react(paul, post, "thanks")
    for _again in range(2):
        world.react(nadia, post, "thanks")

    assert told(member) == [("reaction", ["Nadia Roussel", "Paul Mercier"])]
    after = member.notifications.get()
    assert (after.read_at, after.updated_at, after.detail) == (before.read_at, before.updated_at, "thanks")
    assert after.withdrawn_ids == []


def test_somebody_elses_reaction_after_that_is_news(post, member, nadia, paul):
    world.react(nadia, post)
    member.notifications.update(read_at=timezone.now())
    world.react(nadia, post)

    world.react(paul, post)

    assert told(member, read_at=None) == [("reaction", ["Paul Mercier"])]


def test_the_bell_and_the_list_say_nothing_of_what_is_taken_back(as_, post, member, nadia):
    world.react(nadia, post)
    member.notifications.update(read_at=timezone.now())
    world.react(nadia, post)

    assert "Nadia" not in as_(member).get("/notifications/").text


def test_what_others_thought_of_a_reply_goes_with_it(post, member, nadia, paul):
    reply = world.answer(member, post)
    world.react(nadia, reply)
    world.react(paul, reply)
    world.react(paul, post, "bravo")

    world.delete(reply, member)

    assert told(member) == [("reaction", ["Paul Mercier"])]
    assert (member.notifications.get().detail, member.notifications.get().reply) == ("bravo", None)


def test_an_answer_no_longer_accepted_is_no_longer_announced(post, member, nadia):
    reply = world.answer(nadia, post)
    world.accept(member, reply)

    world.withdraw_acceptance(member, post)

    assert told(nadia) == []


def test_taking_back_is_one_statement(post, member, nadia, paul):
    for person in (nadia, paul):
        world.react(person, post)

    with CaptureQueriesContext(connection) as queries:
        take_back(member.pk, post.pk, [nadia.pk])

    assert len(queries) == 1
