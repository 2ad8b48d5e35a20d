"""Who hears of what is planned."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from animation.actions import approve_text, ask_signature, decline_text, discard_planned, publish_due, schedule_post
from communities.models import Community
from notifications.models import Notification


@pytest.fixture
def asked(plan, animator, founder):
    return ask_signature(animator, plan(author=founder))


def page(as_, person):
    return as_(person).get("/notifications/").text


def kinds(person):
    return sorted(Notification.objects.visible_to(person).values_list("kind", flat=True))


def test_who_is_asked_to_sign_is_told_and_led_there(as_, asked, founder):
    assert kinds(founder) == ["sign"]
    assert "prepared a text for you to sign in" in page(as_, founder)
    assert Notification.objects.get(person=founder).target == "/signatures/"


@pytest.mark.parametrize("answer", [approve_text, decline_text])
def test_the_host_is_told_of_the_answer_and_nothing_is_asked_any_more(answer, as_, asked, animator, founder):
    answer(founder, asked, **({"version": 1, "title": "", "body": asked.body} if answer is approve_text else {}))

    assert kinds(founder) == []
    assert kinds(animator) == ["signed"]
    words = "agrees to sign" if answer is approve_text else "would rather not sign"
    assert words in page(as_, animator)
    assert Notification.objects.get(person=animator).target == "/communities/seals/seeding/"


def test_what_is_discarded_is_asked_no_more(asked, animator, founder):
    discard_planned(animator, asked)

    assert kinds(founder) == []


def test_another_text_of_the_same_place_still_waits(asked, plan, animator, founder):
    ask_signature(animator, plan(author=founder, body="Another one"))

    discard_planned(animator, asked)

    assert kinds(founder) == ["sign"]


def test_of_a_closed_community_nothing_is_asked(asked, seeded, founder):
    Community.objects.filter(pk=seeded.pk).update(stage="archived")

    assert kinds(founder) == []


def test_the_hosts_are_told_of_what_could_not_be_published(as_, planned, animator, coanimator, seeded):
    seeded.memberships.filter(person=animator).update(role="member")

    publish_due(now() + timedelta(hours=2))

    assert kinds(coanimator) == ["unsent"]
    assert "was not published" in page(as_, coanimator)
    assert "unsent" not in kinds(animator)


def test_nobody_is_asked_about_their_own_text(plan, animator):
    schedule_post(animator, plan(), at=now() + timedelta(hours=1))

    assert kinds(animator) == []
