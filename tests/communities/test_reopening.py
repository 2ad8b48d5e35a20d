"""What was archived comes back: by who hosted it for three months, later by an administrator with a reason."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils.timezone import now

from communities import progress
from communities.actions import extend_stage, reopen_community
from communities.models import Community, Rules, StageChange
from communities.timeboxes import due
from core.policies import Conflict
from posts.actions import publish_post, toggle_pin
from tests.factories import close, make_community


def seen(community):
    return Community.objects.get(pk=community.pk)


def after(community, days):
    StageChange.objects.filter(community=community, stage="archived").update(at=now() - timedelta(days=days, minutes=1))
    return seen(community)


def test_a_host_reopens_it_within_three_months(as_, community, animator):
    after(close(animator, community), 89)

    assert as_(animator).post("/communities/pumps/reopen/").status_code == 303
    assert seen(community).stage == "open"


def test_later_a_host_is_sent_to_an_administrator(as_, community, animator):
    after(close(animator, community), 90)
    assert "Now an administrator may" in as_(animator).get("/communities/pumps/archive/").text

    response = as_(animator).post("/communities/pumps/reopen/", {"reason": "We miss it"})

    assert response.status_code == 422
    assert "more than 90 days" in response.text
    assert "An administrator may still reopen it" in response.text
    assert seen(community).is_archived


def test_later_an_administrator_says_why_it_comes_back(as_, community, animator, administrator):
    after(close(animator, community), 90)
    browser = as_(administrator)

    refused = browser.post("/communities/pumps/reopen/", {"reason": " "})
    assert refused.status_code == 422
    assert "Write why it comes back" in refused.text
    assert browser.post("/communities/pumps/reopen/", {"reason": "The leaks are back."}).status_code == 303

    assert "The leaks are back." in browser.get("/communities/pumps/about/").text


def test_the_days_of_reopening_are_the_administrators_to_set(community, animator):
    Rules.objects.create(pk=1, reopening_days=5)
    ended = after(close(animator, community), 6)

    with pytest.raises(ValidationError, match="more than 5 days"):
        reopen_community(animator, ended)


def test_the_days_of_a_stage_go_on_from_before(administrator):
    pilot = make_community(slug="docks", stage="pilot")
    pilot.stage_changes.update(at=now() - timedelta(days=57, minutes=1))
    extend_stage(administrator, pilot, reason="Two answers are missing.")
    pilot.extensions.update(at=now() - timedelta(days=15), until=now() - timedelta(days=1))

    reopen_community(administrator, close(administrator, pilot))

    [one] = due()
    assert (one.kind, one.days) == ("pilot", 57)
    assert not one.may_extend
    with pytest.raises(Conflict, match="extended once already"):
        extend_stage(administrator, seen(pilot), reason="Once more.")
    assert progress.entered([pilot], "pilot")[pilot.pk] < now() - timedelta(days=57)


def test_what_was_said_at_its_end_is_on_top_no_longer(community, animator, coanimator, member):
    welcome = publish_post(animator, community, body="Welcome")
    toggle_pin(animator, welcome)
    close(animator, community, reason="The leaks are over.")
    assert community.posts.filter(pinned_at__isnull=False).count() == 2

    reopen_community(animator, seen(community))

    assert [post.body for post in community.posts.filter(pinned_at__isnull=False)] == ["Welcome"]
    assert community.posts.filter(body="The leaks are over.").exists()


@pytest.mark.parametrize("stage", ["thriving", "needs_help"])
def test_its_story_says_that_it_was_reopened(as_, member, animator, stage):
    place = make_community(animator, slug="seals", stage=stage, members=[member])
    reopen_community(animator, close(animator, place), reason="The leaks are back.")

    story = as_(member).get("/communities/seals/about/").text
    assert "Reopened: it takes up where it stopped" in story
    assert "The leaks are back." in story
    assert story.count("Thriving: people come back") == (stage == "thriving")
    assert "Needs help" not in story.partition("The leaks are back.")[2]
