"""What was archived comes back: by who hosted it for three months, later by an administrator with a reason."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils.timezone import now

from communities.actions import reopen_community
from communities.models import Community, Rules, StageChange
from tests.factories import close


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
