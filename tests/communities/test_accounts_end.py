"""When an account ends: R-AZ-10."""

import pytest
from django.core.exceptions import ValidationError

from accounts.events import PersonDeactivated
from communities.actions import archive_community, hand_over
from core.events import publish


def test_a_host_does_not_go_without_a_successor(community, animator, administrator):
    with pytest.raises(ValidationError, match="Pumps"):
        publish(PersonDeactivated(animator, administrator))

    assert animator.memberships.filter(left_at=None).exists()


def test_after_the_handover_the_stays_end_with_the_account(community, animator, member, administrator):
    hand_over(animator, community, member)

    publish(PersonDeactivated(animator, administrator))

    community.refresh_from_db()
    past = community.memberships.get(person=animator)
    assert (past.left_reason, community.member_count) == ("account_closed", 2)


def test_an_archived_community_keeps_nobody(community, animator, administrator):
    archive_community(animator, community, reason="Done")

    publish(PersonDeactivated(animator, administrator))

    assert not animator.memberships.filter(left_at=None).exists()
