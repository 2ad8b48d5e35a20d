"""Who is told of what."""

from datetime import timedelta
from itertools import product

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from communities.actions import change_role, create_community, join_community, leave_community, remove_member
from communities.events import PersonInvited
from communities.models import Community, Invitation, Membership
from core.events import publish
from notifications.models import Notification
from posts.mentions import readers_of
from tests.factories import make_community, make_person
from tests.notifications import world
from tests.notifications.world import told


def test_the_author_of_a_post_learns_that_somebody_replied(post, member, nadia):
    reply = world.answer(nadia, post)

    assert told(member) == [("reply", ["Nadia Roussel"])]
    assert member.notifications.get().reply == reply


def test_replies_to_one_thread_are_one_row_that_grows_the_latest_first(post, member, nadia, paul):
    first = world.answer(nadia, post)
    world.answer(paul, post)
    world.answer(nadia, post)

    assert told(member) == [("reply", ["Nadia Roussel", "Paul Mercier"])]
    assert member.notifications.get().reply == first, "one starts where one stopped reading"


def test_a_row_that_was_read_starts_afresh(post, member, nadia, paul):
    world.answer(nadia, post)
    member.notifications.update(read_at=timezone.now())

    second = world.answer(paul, post)

    assert told(member) == [("reply", ["Paul Mercier"])]
    row = member.notifications.get()
    assert row.read_at is None
    assert row.reply == second


def test_nobody_is_told_of_what_they_did_themselves(post, member, community):
    reply = world.answer(member, post)
    world.answer(member, post, parent=reply, calling=[member])
    world.react(member, post)
    world.accept(member, reply)

    assert told(member) == []


def test_the_author_of_the_reply_answered_is_told_that_it_is_to_them(post, nadia, paul):
    reply = world.answer(nadia, post)

    world.answer(paul, post, parent=reply)

    assert told(nadia) == [("reply", ["Paul Mercier"])]
    assert nadia.notifications.get().detail == "you"


def test_those_who_follow_a_thread_are_told_and_those_who_silenced_it_are_not(post, animator, member, nadia, paul):
    world.follow(animator, post)
    world.follow(paul, post, muted=True)
    world.follow(member, post, muted=True)

    world.answer(nadia, post)
    world.react(nadia, post)

    assert told(animator) == [("reply", ["Nadia Roussel"])]
    assert told(paul) == told(member) == []


def test_who_is_called_in_a_reply_gets_one_row_not_two(post, member, nadia, paul):
    world.follow(paul, post)

    world.answer(nadia, post, calling=[paul, member])

    assert told(paul) == told(member) == [("mention", ["Nadia Roussel"])]


def test_a_call_by_name_reaches_who_silenced_the_thread(post, nadia, paul):
    world.follow(paul, post, muted=True)

    world.answer(nadia, post, calling=[paul])

    assert told(paul) == [("mention", ["Nadia Roussel"])]


def test_writing_in_a_thread_is_having_read_it(post, member, nadia, paul):
    world.answer(nadia, post, calling=[paul])

    world.answer(paul, post)

    assert not paul.notifications.unread().exists()


def test_reactions_gather_in_one_row(post, member, nadia, paul, animator):
    reply = world.answer(member, post)
    world.react(nadia, post)
    world.react(paul, reply)
    assert member.notifications.get().detail == "thanks"

    world.react(animator, post, "bravo")

    assert told(member) == [("reaction", ["Claire Bonnefoy", "Paul Mercier", "Nadia Roussel"])]
    assert member.notifications.get().detail == "", "several kinds"


def test_a_reaction_taken_back_and_given_again_says_nothing_new(post, member, nadia):
    world.react(nadia, post)
    member.notifications.update(read_at=timezone.now())

    for _again in range(2):
        world.react(nadia, post)

    assert not member.notifications.unread().exists()


def test_the_same_colleague_may_thank_again_another_day(post, member, nadia):
    world.react(nadia, post)
    member.notifications.update(read_at=timezone.now())

    with time_machine.travel(timezone.now() + timedelta(days=2)):
        world.react(nadia, post, "bravo")

    assert member.notifications.unread().get().detail == "bravo"


def test_the_author_of_an_accepted_answer_learns_it_while_it_stays_accepted(post, member, nadia, paul):
    first, second = world.answer(nadia, post), world.answer(paul, post)

    world.accept(member, first)
    assert told(nadia, kind="accepted") == [("accepted", ["Aminata Diallo"])]
    world.accept(member, second)

    assert told(nadia, kind="accepted") == []
    assert told(paul, kind="accepted") == [("accepted", ["Aminata Diallo"])]


def test_an_invitation_is_told_to_a_colleague_as_long_as_it_is_open(secret_community, animator, outsider):
    invitation = world.invite(animator, secret_community, outsider)
    assert told(outsider) == [("invitation", ["Claire Bonnefoy"])]

    invitation.revoked_at = timezone.now()
    invitation.save()

    assert told(outsider) == []


def test_who_has_no_account_yet_only_gets_the_letter(community, animator):
    publish(PersonInvited(Invitation(community=community, inviter=animator), None))

    assert not Notification.objects.exists()


def test_a_new_role_and_a_removal_are_one_row_that_says_the_last(community, animator, member):
    membership = Membership.objects.get(community=community, person=member)

    change_role(animator, membership, "coanimator")
    assert [row.detail for row in member.notifications.all()] == ["coanimator"]
    remove_member(animator, membership, reason="You changed jobs.")

    assert told(member) == [("membership", ["Claire Bonnefoy"])]
    assert member.notifications.get().detail == "removed"


def test_coming_and_leaving_by_oneself_is_no_news(community, outsider):
    join_community(outsider, community)
    leave_community(outsider, community)

    assert told(outsider) == []


def test_who_is_asked_to_host_and_who_is_named_cohost_learn_it(administrator, animator, coanimator):
    create_community(
        administrator,
        name="Night shift",
        purpose="Share what the night shift learns so that the morning starts without surprise.",
        animator=animator,
        coanimators=[coanimator],
    )

    assert (told(animator), animator.notifications.get().detail) == ([("mandate", ["Émilie Faure"])], "asked")
    assert (told(coanimator), coanimator.notifications.get().detail) == (
        [("membership", ["Émilie Faure"])],
        "coanimator",
    )


def test_who_creates_a_community_to_host_it_needs_no_telling(administrator):
    create_community(
        administrator,
        name="Night shift",
        purpose="Share what the night shift learns so that the morning starts without surprise.",
        animator=administrator,
    )

    assert told(administrator) == []


@pytest.mark.parametrize("state", [{"is_active": False}, {"suspended_at": timezone.now()}, {"is_bot": True}])
def test_the_suspended_the_deactivated_and_machines_are_told_nothing(post, member, nadia, state):
    for name, value in state.items():
        setattr(member, name, value)
    member.save()

    world.answer(nadia, post)
    world.react(nadia, post)
    world.answer(nadia, post, calling=[member])

    assert not member.notifications.exists()


def test_who_may_not_read_a_thread_is_told_nothing_of_it(secret_community, animator, member, outsider):
    """R-RT-02, B.1: a follow that survived their departure, a name called by mistake open nothing."""
    post = world.write(animator, secret_community, "Takeover of Durand")
    world.follow(outsider, post)

    world.answer(member, post, calling=[outsider])

    assert not outsider.notifications.exists()


@pytest.mark.parametrize(("visibility", "stage"), list(product(Community.Visibility, Community.Stage)))
def test_readers_of_a_community_are_those_who_may_read_it(visibility, stage, animator, coanimator, member, outsider):
    """The two sides of one rule agree, for every kind of community and every kind of person."""
    left = make_person("Lucas Petit")
    staff = make_person("Odile Marchand", is_staff=True)
    community = make_community(
        animator, coanimators=[coanimator], members=[member, left], visibility=visibility, stage=stage
    )
    Membership.objects.filter(person=left).update(left_at=timezone.now())
    people = [animator, coanimator, member, outsider, left, staff]

    expected = {p.pk for p in people if Community.objects.readable_by(p).filter(pk=community.pk).exists()}

    assert set(readers_of(community).values_list("pk", flat=True)) & {p.pk for p in people} == expected


def test_telling_costs_the_same_for_one_follower_and_for_fifty(post, nadia, community):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            world.answer(nadia, post)
        return len(queries)

    world.answer(nadia, post)  # the first of the day is a visit, too
    alone = cost()
    for number in range(50):
        person = make_person(f"Follower {number}")
        world.follow(person, post)

    assert cost() == alone
    assert Notification.objects.filter(kind="reply").count() == 51


def test_what_is_told_vanishes_with_a_write_that_fails(post, member, nadia):
    def fail():
        with transaction.atomic():
            world.answer(nadia, post)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    assert told(member) == []
