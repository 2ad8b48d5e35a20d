"""Who answers when the host is away knows it, and is asked first when the host stops."""

import pytest

from accounts.lifecycle import deactivate_person
from communities.actions import (
    decline_mandate,
    leave_community,
    propose_host,
    renew_mandate,
    resign_as_host,
)
from communities.hosting import hosting_of
from communities.models import Community, Mandate
from tests.factories import make_community


@pytest.fixture
def named(community, animator, outsider):
    renew_mandate(animator, community, hours=3, weeks=10, substitute=outsider)
    return outsider


def waiting(community):
    return Mandate.objects.unanswered().filter(community=community).first()


def told(person):
    return [(one.kind, one.detail) for one in person.notifications.order_by("pk")]


def test_who_is_named_is_told_once(as_, community, animator, named):
    renew_mandate(animator, community, hours=4, weeks=10, substitute=named)

    assert told(named) == [("membership", "substitute")]
    page = as_(named).get("/notifications/").text
    assert "when its host is away, and are asked first when they stop" in page


def test_while_it_is_prepared_they_are_told_nothing_of_what_they_may_not_see(as_, animator, outsider):
    """R-AZ-03: what was told is read once the community may be known."""
    draft = make_community(animator, stage="draft", name="A name for later")
    renew_mandate(animator, draft, hours=3, weeks=10, substitute=outsider)
    assert draft.name not in as_(outsider).get("/notifications/").text

    Community.objects.filter(pk=draft.pk).update(stage="pilot")
    assert draft.name in as_(outsider).get("/notifications/").text


@pytest.mark.parametrize("leave", [True, False])
def test_when_the_host_stops_they_are_asked_at_once_and_read_why(as_, community, animator, named, leave):
    resign_as_host(animator, community, reason="I change jobs.", leave=leave)

    asked = waiting(community)
    assert (asked.person, asked.proposed_by, asked.words) == (named, animator, "I change jobs.")
    assert (asked.hours, asked.weeks) == (3, 10)
    assert ("mandate", "asked") in told(named)
    browser = as_(named)
    page = browser.get(f"/communities/{community.slug}/mandate/").text
    assert "I change jobs." in page
    answer = {"hours": 2, "weeks": 8, "substitute": ""}
    assert browser.post(f"/communities/{community.slug}/mandate/accept/", answer).status_code == 303
    assert hosting_of(community).host == named


def test_also_when_the_host_leaves_or_their_account_ends(community, animator, administrator, named):
    other = make_community(animator)
    renew_mandate(animator, other, hours=3, weeks=10, substitute=named)
    leave_community(animator, community, words="I move.")
    assert waiting(community).person == named

    deactivate_person(administrator, animator)
    assert waiting(other).person == named


def test_they_may_decline_and_somebody_else_is_asked(community, animator, coanimator, administrator, named):
    resign_as_host(animator, community, reason="I change jobs.")

    decline_mandate(named, waiting(community), reason="No time before June.", substitute=coanimator)

    assert hosting_of(community).offered == coanimator
    assert propose_host(administrator, community, coanimator).person == coanimator


def test_who_cannot_host_is_not_asked(community, animator, named, administrator):
    deactivate_person(administrator, named)

    resign_as_host(animator, community, reason="I change jobs.")

    assert waiting(community) is None


def test_who_is_asked_already_stays_the_one(community, animator, coanimator, named):
    propose_host(animator, community, coanimator)

    resign_as_host(animator, community, reason="I change jobs.")

    assert waiting(community).person == coanimator


def test_a_secret_community_is_not_told_by_it(secret_community, animator, outsider):
    renew_mandate(animator, secret_community, hours=3, weeks=10, substitute=outsider)

    resign_as_host(animator, secret_community, reason="I change jobs.")

    assert waiting(secret_community) is None
