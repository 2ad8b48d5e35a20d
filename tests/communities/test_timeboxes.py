"""Stages last a while, not for ever: a decision is asked for, nothing moves by itself."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.timezone import now

from communities.actions import extend_stage, tell_what_is_due
from communities.models import Community, Extension, Membership, Rules, StageChange
from communities.timeboxes import due
from core.policies import Conflict
from notifications.models import Notification
from tests.factories import make_community, make_person

pytestmark = pytest.mark.django_db


def since(community, days):
    StageChange.objects.filter(community=community).update(at=now() - timedelta(days=days, minutes=1))
    return community


@pytest.mark.parametrize(("stage", "limit", "kind"), [
    ("draft", 30, "draft"), ("seeding", 21, "seeding"), ("pilot", 42, "pilot"), ("needs_help", 56, "help"),
])  # fmt: skip
def test_a_stage_that_lasts_too_long_asks_for_a_decision(stage, limit, kind):
    community = since(make_community(stage=stage), limit - 1)
    assert due() == []

    since(community, limit)
    [one] = due()
    assert (one.community, one.kind, one.days) == (community, kind, limit)
    assert f"{limit} days" in one.words


@pytest.mark.parametrize("stage", ["idea", "open", "thriving", "archived"])
def test_other_stages_last_as_long_as_they_may(stage):
    since(make_community(stage=stage), 400)
    assert due() == []


def test_the_numbers_are_the_administrators_to_change():
    since(make_community(stage="pilot"), 20)
    Rules.objects.create(pk=1, pilot_decision_days=20)

    assert [one.kind for one in due()] == ["pilot"]


def test_without_a_host_for_four_weeks_it_asks_for_one():
    community = make_community()
    Membership.objects.filter(community=community).update(left_at=now() - timedelta(days=28, minutes=1))

    assert [(one.kind, one.days) for one in due()] == [("vacant", 28)]


def test_hosts_and_administrators_are_told_once(administrator):
    community = since(make_community(stage="pilot"), 43)
    animator = community.memberships.get().person

    assert [one.kind for one in tell_what_is_due()] == ["pilot"]
    assert tell_what_is_due() == []
    told = Notification.objects.filter(kind="gate").values_list("person", "detail").order_by("person")
    assert list(told) == sorted([(administrator.pk, "pilot"), (animator.pk, "pilot")])


def test_of_a_secret_one_only_its_hosts_are_told(administrator):
    since(make_community(stage="pilot", visibility="secret"), 43)
    tell_what_is_due()

    assert administrator.pk not in Notification.objects.values_list("person", flat=True)


def test_nothing_moves_by_itself():
    community = since(make_community(stage="pilot"), 400)
    tell_what_is_due()

    assert Community.objects.get(pk=community.pk).stage == "pilot"


def test_a_pilot_is_extended_once(administrator):
    community = since(make_community(stage="pilot"), 43)
    extension = extend_stage(administrator, community, reason="Two answers are missing")

    assert extension.until > now() + timedelta(days=27)
    assert due() == []
    assert [one.kind for one in due(at=now() + timedelta(days=29))] == ["pilot"]
    with pytest.raises(Conflict, match="extended once"):
        extend_stage(administrator, community, reason="Again")


def test_more_time_needs_a_reason_and_an_administrator(as_, administrator):
    community = make_community(stage="pilot")
    animator = community.memberships.get().person

    with pytest.raises(ValidationError):
        extend_stage(administrator, community, reason=" ")
    with pytest.raises(PermissionDenied):
        extend_stage(animator, community, reason="I like it")
    assert as_(administrator).post(f"/communities/{community.slug}/extend/", {"reason": ""}).status_code == 422
    assert as_(administrator).post(f"/communities/{community.slug}/extend/", {"reason": "Two"}).status_code == 303


def test_only_a_pilot_is_extended(administrator):
    with pytest.raises(Conflict, match="Only a pilot"):
        extend_stage(administrator, make_community(), reason="More")


def test_it_asks_as_many_questions_for_one_as_for_many(django_assert_num_queries):
    for days in range(43, 46):
        since(make_community(stage="pilot"), days)
    with django_assert_num_queries(4):
        assert len(due()) == 3


def choices_on(browser, address):
    """The addresses that are offered there, of those where one decides."""
    found = re.findall(
        r'href="/communities/trial/((?:extend|archive|gate|host|prepare)/(?:#next)?)"', browser.get(address).text
    )
    return set(found)


def test_after_the_extra_time_it_is_asked_once_more(administrator):
    community = since(make_community(stage="pilot"), 43)
    assert len(tell_what_is_due()) == 1
    extend_stage(administrator, community, reason="Two answers are missing")
    assert tell_what_is_due() == []
    Extension.objects.update(until=now() - timedelta(hours=1))
    Notification.objects.all().delete()

    assert [one.may_extend for one in tell_what_is_due()] == [False]
    assert tell_what_is_due() == []
    assert Notification.objects.filter(person=administrator, kind="gate", detail="pilot").exists()


def test_extra_time_of_an_earlier_pilot_does_not_count(administrator):
    community = make_community(stage="pilot")
    extend_stage(administrator, community, reason="Two answers are missing")
    Extension.objects.update(at=now() - timedelta(days=100), until=now() + timedelta(days=5))
    since(community, 43)

    assert [one.may_extend for one in due()] == [True]


def test_a_pilots_three_choices_are_a_click_from_where_it_is_said(as_, administrator):
    since(make_community(stage="pilot", slug="trial"), 43)
    tell_what_is_due()
    browser = as_(administrator)
    [notification] = Notification.objects.filter(person=administrator, kind="gate")

    assert notification.target == "/communities/trial/gate/"
    assert {"extend/", "gate/#next", "archive/"} <= choices_on(browser, "/communities/trial/gate/")
    assert {"extend/", "gate/#next", "archive/"} <= choices_on(browser, "/roadmap/")
    assert 'id="next"' in browser.get("/communities/trial/gate/").text
    assert browser.get("/communities/trial/extend/").status_code == 200
    assert browser.get("/communities/trial/archive/").status_code == 200


def test_its_host_puts_right_or_closes_and_reads_who_extends(as_, administrator):
    community = since(make_community(stage="pilot", slug="trial"), 43)
    host = community.memberships.get().person
    tell_what_is_due()
    browser = as_(host)

    assert Notification.objects.get(person=host).target == "/communities/trial/gate/"
    assert choices_on(browser, "/communities/trial/gate/") >= {"gate/#next", "archive/"}
    assert "extend/" not in choices_on(browser, "/communities/trial/gate/")
    assert "An administrator may extend it, once." in browser.get("/communities/trial/gate/").text


def test_what_was_extended_is_not_offered_to_be_again(as_, administrator):
    community = since(make_community(stage="pilot", slug="trial"), 80)
    extend_stage(administrator, community, reason="Two answers are missing")
    Extension.objects.update(until=now() - timedelta(hours=1))

    page = as_(administrator).get("/communities/trial/gate/").text
    assert "A decision is due" in page
    assert "It has been extended once already." in page
    assert "/communities/trial/extend/" not in page
    assert "extend/" not in choices_on(as_(administrator), "/roadmap/")


def test_of_a_stale_draft_who_proposed_it_is_asked_too(as_, administrator):
    proposer = make_person()
    community = since(make_community(stage="draft", slug="trial", created_by=proposer), 31)
    tell_what_is_due()

    host = community.memberships.get().person
    told = set(Notification.objects.filter(kind="gate", detail="draft").values_list("person", flat=True))
    assert told == {administrator.pk, host.pk, proposer.pk}
    assert choices_on(as_(host), "/communities/trial/gate/") >= {"host/", "prepare/", "archive/"}
    assert choices_on(as_(administrator), "/roadmap/") >= {"host/", "prepare/", "archive/"}


def test_before_its_day_no_decision_is_said(as_, administrator):
    since(make_community(stage="pilot", slug="trial"), 41)

    assert "A decision is due" not in as_(administrator).get("/communities/trial/gate/").text
