"""A link that has ended says why, and who can send another: somebody who still can."""

import pytest
from django.utils.timezone import now

from communities.actions import invite_person
from communities.models import Invitation, Membership
from tests.communities.letters import WORDS, address
from tests.communities.test_landing import PAST
from tests.factories import close


@pytest.mark.parametrize(
    "change", [PAST, {"revoked_at": now()}, {"answer": "declined", "answered_at": now()}, {"answer": "accepted"}]
)
def test_that_it_was_archived_is_said_before_anything_else(as_, sent, nora, community, administrator, change):
    Invitation.objects.update(**change)
    close(administrator, community)

    page = as_(nora).get(address(sent)).text

    assert "has ended" in page
    assert "send you" not in page
    assert 'data-rse="invite.again"' not in page


@pytest.mark.parametrize("change", [PAST, {"revoked_at": now()}, {"answer": "declined", "answered_at": now()}, {}])
def test_who_is_named_is_somebody_who_can_send_another(as_, sent, nora, community, animator, coanimator, change):
    """The inviter left: the co-host can, and is told."""
    Invitation.objects.update(**change)
    Membership.objects.filter(person=animator).update(left_at=now())
    browser = as_(nora)

    page = browser.get(address(sent)).text
    assert f"{coanimator.display_name} can send you a new one" in page
    assert f"{animator.display_name} can send" not in page

    browser.post(address(sent, "again/"))
    assert coanimator.notifications.filter(kind="asked", detail="renewal").count() == 1
    assert not animator.notifications.filter(detail="renewal").exists()


def test_where_nobody_hosts_nobody_is_promised(as_, sent, nora, community):
    Membership.objects.filter(role__in=["animator", "coanimator"]).update(left_at=now())

    page = as_(nora).get(address(sent)).text

    assert "Nobody hosts the community at the moment" in page
    assert 'data-rse="invite.again"' not in page


def test_the_hosts_of_a_secret_community_are_not_told_to_who_is_outside(
    as_, nora, secret_community, animator, coanimator
):
    """R-AZ-03"""
    invite_person(animator, secret_community, email=nora.email, **WORDS)
    Membership.objects.update_or_create(
        community=secret_community, person=coanimator, defaults={"role": "coanimator", "left_at": None}
    )
    Membership.objects.filter(community=secret_community, person=animator).update(left_at=now())

    page = as_(nora).get(f"/invitations/mine-{Invitation.objects.get().pk}/").text

    assert "Its present host can invite you again" in page
    assert coanimator.display_name not in page
