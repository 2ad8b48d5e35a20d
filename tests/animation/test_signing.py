"""A host prepares a text for somebody else: nothing is published under a name without its owner's yes."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.timezone import now

from animation.actions import (
    ChangedMeanwhile,
    approve_text,
    ask_signature,
    decline_text,
    edit_planned,
    publish_now,
    schedule_post,
    unschedule_post,
)
from animation.models import PlannedPost
from communities.models import Community
from core.policies import Conflict
from posts.models import Follow
from tests.animation.words import refused


@pytest.fixture
def theirs(plan, animator, founder):
    """Prepared by the host, to be signed by the founder, who has been asked."""
    return ask_signature(animator, plan(author=founder))


def agree(person, planned, **said):
    planned.refresh_from_db()
    words = {"version": planned.version, "title": planned.title, "body": planned.body}
    return approve_text(person, planned, **words | said)


def test_without_a_yes_it_is_not_published(theirs, animator):
    assert "has not agreed" in refused(publish_now, animator, theirs)[""][0]


def test_with_a_yes_it_is_published_under_their_name_and_says_who_prepared_it(theirs, animator, founder):
    agree(founder, theirs)

    post = publish_now(animator, theirs)

    assert (post.author, post.seeded_by) == (founder, animator)


def test_the_host_who_prepared_it_hears_what_is_answered(theirs, animator, founder):
    agree(founder, theirs)

    post = publish_now(animator, theirs)

    assert set(Follow.objects.filter(post=post).values_list("person", flat=True)) == {animator.pk, founder.pk}


def test_it_counts_as_written_by_the_host(theirs, seeded, animator, founder):
    agree(founder, theirs)

    publish_now(animator, theirs)

    assert list(seeded.contributions.values_list("person", flat=True)) == [animator.pk]


def test_ones_own_post_is_seeded_by_nobody(plan, animator):
    assert publish_now(animator, plan()).seeded_by is None


def test_who_signs_may_use_their_own_words(theirs, founder):
    agree(founder, theirs, body="In my own words.")

    theirs.refresh_from_db()
    assert (theirs.body, theirs.version, theirs.is_signed) == ("In my own words.", 2, True)


def test_a_text_with_holes_is_not_shown_to_who_signs(plan, animator, founder):
    assert "body" in refused(ask_signature, animator, plan(author=founder, body="It costs {a fact}"))


def test_nobody_agrees_to_a_text_with_holes(theirs, founder):
    with pytest.raises(ValidationError):
        agree(founder, theirs, body="It costs {a fact}")


def test_other_words_need_another_yes(theirs, animator, founder):
    agree(founder, theirs)
    theirs.refresh_from_db()

    edit_planned(animator, theirs, version=1, author=founder, kind="message", body="What they never said")

    theirs.refresh_from_db()
    assert not theirs.is_signed
    with pytest.raises(ValidationError):
        publish_now(animator, theirs)


def test_who_read_an_earlier_text_does_not_agree_to_the_next(theirs, animator, founder):
    edit_planned(animator, theirs, version=1, author=founder, kind="message", body="Another text")
    ask_signature(animator, theirs)

    with pytest.raises(ChangedMeanwhile):
        approve_text(founder, theirs, version=1, title="", body=theirs.body)


def test_an_edit_of_what_is_on_the_calendar_asks_again(theirs, animator, founder):
    agree(founder, theirs)
    schedule_post(animator, theirs, at=now() + timedelta(hours=1))

    edit_planned(animator, theirs, version=1, author=founder, kind="message", body="Another text")

    theirs.refresh_from_db()
    assert theirs.waits_for_signature


def test_putting_it_on_the_calendar_asks_by_itself(plan, animator, founder):
    planned = schedule_post(animator, plan(author=founder), at=now() + timedelta(hours=1))

    assert planned.waits_for_signature
    assert list(PlannedPost.objects.to_sign_by(founder)) == [planned]


def test_a_no_takes_it_off_the_calendar(theirs, animator, founder):
    schedule_post(animator, theirs, at=now() + timedelta(hours=1))

    decline_text(founder, theirs, words="Not my case")

    theirs.refresh_from_db()
    assert (theirs.publish_at, theirs.declined_words) == (None, "Not my case")
    assert not PlannedPost.objects.to_sign_by(founder).exists()


def test_one_may_change_ones_mind_until_it_is_published(theirs, animator, founder):
    agree(founder, theirs)
    decline_text(founder, theirs)

    with pytest.raises(ValidationError):
        publish_now(animator, theirs)


def test_once_published_there_is_nothing_left_to_decline(theirs, animator, founder):
    agree(founder, theirs)
    publish_now(animator, theirs)

    with pytest.raises(Conflict):
        decline_text(founder, theirs)


def test_agreeing_twice_is_agreeing_once(theirs, founder):
    for _ in range(2):
        agree(founder, theirs)

    assert PlannedPost.objects.get().version == 1


def test_nobody_else_answers(theirs, animator, coanimator, outsider):
    for person in (animator, coanimator, outsider):
        with pytest.raises(PermissionDenied):
            agree(person, theirs)
        with pytest.raises(PermissionDenied):
            decline_text(person, theirs)


def test_what_is_not_asked_any_more_is_a_conflict(theirs, animator, founder):
    edit_planned(animator, theirs, version=1, author=founder, kind="message", body="Half a {text}")

    with pytest.raises(Conflict):
        decline_text(founder, theirs)


def test_a_co_host_signs_like_anybody_else(plan, animator, coanimator):
    planned = plan(author=coanimator)
    with pytest.raises(ValidationError):
        publish_now(animator, planned)

    assert publish_now(coanimator, planned).author == coanimator


def test_another_hosts_own_draft_needs_their_yes_to_be_published(plan, animator, coanimator):
    draft = plan(by=coanimator)

    with pytest.raises(ValidationError):
        publish_now(animator, draft)

    schedule_post(animator, draft, at=now() + timedelta(hours=1))
    draft.refresh_from_db()
    assert (draft.author, draft.prepared_by) == (coanimator, animator)
    assert draft.waits_for_signature


def test_who_edits_their_own_text_has_agreed_to_it(plan, animator, coanimator):
    draft = plan(author=coanimator)
    edit_planned(coanimator, draft, version=1, author=coanimator, kind="message", body="In my own words.")

    post = publish_now(animator, draft)

    assert (post.author, post.seeded_by) == (coanimator, animator)


def test_another_signature_is_another_question(theirs, animator, coanimator, founder):
    agree(founder, theirs)

    edit_planned(animator, theirs, version=1, author=coanimator, kind="message", body=theirs.body)

    theirs.refresh_from_db()
    assert (theirs.author, theirs.is_signed, theirs.asked_at) == (coanimator, False, None)


def test_a_draft_taken_off_the_calendar_keeps_its_question(plan, animator, founder):
    planned = schedule_post(animator, plan(author=founder), at=now() + timedelta(hours=1))

    unschedule_post(animator, planned)

    planned.refresh_from_db()
    assert planned.waits_for_signature


@pytest.mark.parametrize("gone", [{"is_active": False}, {"suspended_at": now()}, {"is_bot": True}])
def test_who_cannot_sign_in_cannot_be_named(gone, plan, founder):
    for name, value in gone.items():
        setattr(founder, name, value)

    assert "author" in refused(plan, author=founder)


def test_once_people_have_come_members_alone_sign(plan, seeded, animator, founder, member):
    Community.objects.filter(pk=seeded.pk).update(stage="pilot")
    seeded.memberships.create(person=member)

    assert "author" in refused(plan, author=founder)
    planned = ask_signature(animator, plan(author=member))
    agree(member, planned)
    assert publish_now(animator, planned).author == member
