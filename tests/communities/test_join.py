"""Joining an open community, alone."""

import pytest
from django.core.exceptions import PermissionDenied

from communities.actions import join_community, remove_member
from communities.events import MemberJoined
from communities.models import Membership
from core.policies import Conflict
from tests.communities import heard


def test_an_employee_joins_an_open_community(as_, community, outsider):
    response = as_(outsider).post(f"/communities/{community.slug}/join/")

    community.refresh_from_db()
    assert response.status_code == 303
    assert Membership.objects.present().filter(community=community, person=outsider, role="member").exists()
    assert community.member_count == 4


def test_it_is_said_to_the_rooms_above(community, outsider):
    with heard(MemberJoined) as facts:
        join_community(outsider, community)

    assert [fact.membership.person for fact in facts] == [outsider]


def test_joining_twice_is_joining_once(community, outsider):
    """R-RC-02"""
    first, second = join_community(outsider, community), join_community(outsider, community)

    community.refresh_from_db()
    assert first == second
    assert community.member_count == 4


def test_somebody_who_left_comes_back_for_a_new_stay(community, member, as_):
    as_(member).post(f"/communities/{community.slug}/leave/")
    join_community(member, community)

    assert Membership.objects.filter(community=community, person=member).count() == 2


def test_somebody_who_was_removed_comes_back_by_invitation_only(community, animator, member):
    remove_member(animator, member.memberships.get(), reason="Advertising")

    with pytest.raises(PermissionDenied):
        join_community(member, community)


def test_nobody_joins_a_private_community_alone(as_, private_community, outsider):
    assert as_(outsider).post(f"/communities/{private_community.slug}/join/").status_code == 403


def test_a_secret_community_cannot_be_joined_nor_noticed(as_, secret_community, outsider, administrator):
    """R-AZ-03"""
    for person in (outsider, administrator):
        real = as_(person).post(f"/communities/{secret_community.slug}/join/")
        absent = as_(person).post("/communities/nothing-here/join/")
        assert (real.status_code, real.text) == (absent.status_code, absent.text)
        assert real.status_code == 404


def test_an_archived_community_takes_nobody(as_, community, outsider):
    community.stage = "archived"
    community.save()

    assert as_(outsider).post(f"/communities/{community.slug}/join/").status_code == 409
    with pytest.raises(Conflict):
        join_community(outsider, community)


def test_a_machine_does_not_join(community, outsider):
    outsider.is_bot = True

    with pytest.raises(PermissionDenied):
        join_community(outsider, community)
