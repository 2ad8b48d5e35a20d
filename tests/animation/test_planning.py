"""Hosts prepare together what will be published."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.timezone import now

from animation.actions import (
    ChangedMeanwhile,
    discard_planned,
    edit_planned,
    plan_post,
    publish_now,
    schedule_post,
    unschedule_post,
)
from animation.models import PlannedPost
from core.policies import Conflict
from tests.animation.words import refused


def test_a_draft_may_have_holes(plan):
    assert plan(body="Why? {a fact}").publish_at is None


def test_an_empty_draft_is_refused_with_a_sentence(plan):
    assert "body" in refused(plan, body=" \n")


def test_a_form_sent_twice_makes_one_draft(plan):
    key = uuid4()

    assert plan(idempotency_key=key) == plan(idempotency_key=key)
    assert PlannedPost.objects.count() == 1


def test_only_kinds_that_are_offered_are_planned(plan):
    assert "kind" in refused(plan, kind="announcement")


def test_hosts_alone_plan(seeded, administrator, founder, coanimator):
    for person in (administrator, founder):
        with pytest.raises(PermissionDenied):
            plan_post(person, seeded, body="Hello")

    assert plan_post(coanimator, seeded, body="Hello").author == coanimator


def test_a_member_does_not_plan(community, member):
    with pytest.raises(PermissionDenied):
        plan_post(member, community, body="Hello")


def test_a_host_does_not_touch_what_another_community_plans(planned, outsider):
    with pytest.raises(PermissionDenied):
        discard_planned(outsider, planned)


def test_nothing_is_planned_in_an_archived_community(plan, seeded, animator):
    draft = plan()
    type(seeded).objects.filter(pk=seeded.pk).update(stage="archived")

    with pytest.raises(Conflict):
        plan()
    with pytest.raises(Conflict):
        schedule_post(animator, draft, at=now() + timedelta(hours=1))


def test_a_hundred_texts_wait_at_most(plan, seeded, animator):
    PlannedPost.objects.bulk_create(
        PlannedPost(community=seeded, author=animator, prepared_by=animator, body="One") for _ in range(100)
    )

    with pytest.raises(ValidationError, match="hundred"):
        plan()


def test_an_edit_over_another_is_told_with_what_stands_now(plan, animator, coanimator):
    draft = plan()
    edit_planned(coanimator, draft, version=1, author=animator, kind="message", body="Shorter")

    with pytest.raises(ChangedMeanwhile) as told:
        edit_planned(animator, draft, version=1, author=animator, kind="message", body="Longer")

    assert told.value.current.body == "Shorter"


def test_the_same_edit_sent_twice_is_one(plan, animator):
    draft = plan()

    for _ in range(2):
        edit_planned(animator, draft, version=1, author=animator, kind="question", title="Which seal?")

    assert PlannedPost.objects.get().version == 2


def test_what_is_on_the_calendar_stays_complete(planned, animator):
    assert "body" in refused(
        edit_planned, animator, planned, version=1, author=animator, kind="message", body="Then {a fact}"
    )


def test_what_is_published_is_changed_where_it_stands(plan, animator):
    draft = plan()
    publish_now(animator, draft)

    for act in (
        lambda: edit_planned(animator, draft, version=1, author=animator, kind="message", body="Other"),
        lambda: discard_planned(animator, draft),
        lambda: unschedule_post(animator, draft),
        lambda: schedule_post(animator, draft, at=now() + timedelta(hours=1)),
    ):
        with pytest.raises(Conflict):
            act()


def test_what_was_discarded_meanwhile_is_a_conflict(plan, animator, coanimator):
    draft = plan()
    discard_planned(coanimator, draft)

    with pytest.raises(Conflict):
        discard_planned(animator, draft)


def test_a_prompt_that_does_not_exist_is_not_noted(plan):
    assert plan(prompt="why").prompt == "why"
    assert plan(prompt="<script>").prompt == ""
