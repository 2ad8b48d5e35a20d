"""A reply that is deleted before it was read."""

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
