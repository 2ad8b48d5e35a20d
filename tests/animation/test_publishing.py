"""What is due goes out once; what may not go out does not, and says why."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from accounts.models import Person
from animation import refusals
from animation.actions import approve_text, plan_post, publish_due, publish_now, schedule_post
from animation.models import PlannedPost, Refusal
from animation.tasks import publish_due as task
from communities.models import Community, Membership
from posts.models import Draft, Post
from tests import factories

LATER = timedelta(hours=2)


def run():
    return publish_due(now() + LATER)


def why(planned):
    planned.refresh_from_db()
    assert planned.published_at is None
    assert not Post.objects.exists()
    return planned.refusal


def test_what_is_due_is_published_as_its_author(planned, animator):
    assert run() == 1

    planned.refresh_from_db()
    assert planned.post == Post.objects.get()
    assert (planned.post.author, planned.post.body) == (animator, planned.body)


def test_what_is_not_due_waits(planned):
    assert publish_due() == 0
    assert not Post.objects.exists()


def test_a_draft_is_never_due(plan):
    plan()

    assert run() == 0


def test_twice_is_once(planned, animator):
    run()
    run()
    publish_now(animator, planned)

    assert Post.objects.count() == 1


def test_what_somebody_is_writing_there_stays(planned, seeded, animator):
    factories.make_draft(animator, community=seeded, body="Half a sentence")

    run()

    assert Draft.objects.get().body == "Half a sentence"


def test_an_archived_community_takes_nothing(planned, seeded):
    Community.objects.filter(pk=seeded.pk).update(stage="archived")

    assert run() == 0
    assert why(planned) == Refusal.ARCHIVED


@pytest.mark.parametrize("gone", [{"is_active": False}, {"suspended_at": now()}])
def test_nothing_goes_out_for_who_cannot_sign_in(gone, planned, animator):
    Person.objects.filter(pk=animator.pk).update(**gone)

    run()

    assert why(planned) == Refusal.AUTHOR_GONE


@pytest.mark.parametrize("change", [{"left_at": now(), "left_reason": "left"}, {"role": "member"}])
def test_nothing_goes_out_for_a_host_who_resigned_a_second_ago(change, planned, animator):
    Membership.objects.filter(person=animator).update(**change)

    run()

    assert why(planned) == Refusal.HOST_GONE


def test_a_member_who_left_signs_no_more(community, animator, member):
    planned = plan_post(animator, community, author=member, body="Hello")
    schedule_post(animator, planned, at=now() + timedelta(hours=1))
    approve_text(member, planned, version=1, title="", body="Hello")
    Membership.objects.filter(person=member).update(left_at=now(), left_reason="left")

    run()

    assert why(planned) == Refusal.AUTHOR_LEFT


def test_a_founder_who_has_not_come_signs_nothing_once_the_pilot_has_begun(plan, seeded, animator, founder):
    planned = schedule_post(animator, plan(author=founder), at=now() + timedelta(hours=1))
    approve_text(founder, planned, version=1, title="", body=planned.body)
    Community.objects.filter(pk=seeded.pk).update(stage="pilot")

    run()

    assert why(planned) == Refusal.AUTHOR_LEFT


def test_without_a_yes_nothing_goes_out(plan, animator, founder):
    planned = schedule_post(animator, plan(author=founder), at=now() + timedelta(hours=1))

    run()

    assert why(planned) == Refusal.UNSIGNED


def test_a_text_that_calls_too_many_people_does_not_keep_the_others_back(planned, plan, animator, seeded):
    crowd = [factories.make_person(f"P {n}", handle=f"p-{n}") for n in range(51)]
    Membership.objects.bulk_create(Membership(community=seeded, person=p, role="coanimator") for p in crowd)
    loud = plan(body=" ".join(f"@p-{n}" for n in range(51)))
    PlannedPost.objects.filter(pk=loud.pk).update(publish_at=now())

    assert run() == 1

    loud.refresh_from_db()
    assert (loud.refusal, loud.post) == (Refusal.UNFINISHED, None)


def test_a_text_that_breaks_does_not_keep_the_others_back(planned, plan, monkeypatch):
    broken = plan(body="Broken")
    PlannedPost.objects.filter(pk=broken.pk).update(publish_at=now())
    whole = publish_due.__globals__["publish_post"]

    def fails(author, community, **said):
        if said["body"] == "Broken":
            raise RuntimeError
        return whole(author, community, **said)

    monkeypatch.setitem(publish_due.__globals__, "publish_post", fails)

    assert run() == 1
    broken.refresh_from_db()
    assert (broken.refusal, broken.published_at) == ("", None), "it stays due"


def test_what_was_refused_is_not_tried_each_minute(planned, seeded, animator):
    Community.objects.filter(pk=seeded.pk).update(stage="archived")
    run()
    Community.objects.filter(pk=seeded.pk).update(stage="open")

    assert run() == 0

    schedule_post(animator, planned, at=now() + timedelta(hours=1))
    assert run() == 1


def test_another_host_takes_over_what_one_who_left_had_prepared(planned, animator, coanimator):
    Membership.objects.filter(person=animator).update(left_at=now(), left_reason="left")
    run()

    moved = schedule_post(coanimator, planned, at=now() + timedelta(hours=1))

    assert (moved.author, moved.prepared_by) == (animator, coanimator)
    assert moved.waits_for_signature


@pytest.mark.parametrize("refusal", Refusal.values)
def test_every_refusal_is_a_sentence_of_its_own(refusal, planned):
    sentences = {refusals.sentence(other, planned) for other in Refusal.values if other != refusal}

    assert refusals.sentence(refusal, planned) not in sentences


def test_the_worker_looks_each_minute():
    from procrastinate.contrib.django import app

    [periodic] = [p for (name, _), p in app.periodic_registry.periodic_tasks.items() if name == task.name]
    assert periodic.cron == "* * * * *"
