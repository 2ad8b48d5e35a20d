"""Roles change hands, and a community is never without its animator: R-AZ-10."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from communities.actions import accept_mandate, change_role, propose_host
from communities.events import RoleChanged
from core.policies import Conflict
from tests.communities import hands_over, heard


def role_of(community, person):
    return community.memberships.get(person=person, left_at=None).role


def test_the_animator_makes_a_member_cohost(as_, community, animator, member):
    with heard(RoleChanged) as facts:
        response = as_(animator).post(
            f"/communities/{community.slug}/members/{member.handle}/role/", {"role": "coanimator"}
        )

    assert response.status_code == 303
    assert role_of(community, member) == "coanimator"
    assert [(fact.membership.person, fact.by) for fact in facts] == [(member, animator)]


@pytest.mark.parametrize("who", ["coanimator", "member", "outsider", "administrator"])
def test_nobody_else_gives_or_takes_roles(as_, community, member, who, request):
    person = request.getfixturevalue(who)
    url = f"/communities/{community.slug}/members/{member.handle}"

    assert as_(person).post(f"{url}/role/", {"role": "coanimator"}).status_code == 403
    assert as_(person).post(f"{url}/hand-over/").status_code in (403, 422 if who == "administrator" else 403)
    assert role_of(community, member) == "member"


def test_nobody_becomes_animator_by_a_role_change(as_, community, animator, member):
    response = as_(animator).post(f"/communities/{community.slug}/members/{member.handle}/role/", {"role": "animator"})

    assert response.status_code == 422
    with pytest.raises(ValidationError):
        change_role(animator, community.memberships.get(person=member), "animator")


def test_the_animator_does_not_step_down_without_a_successor(community, animator):
    with pytest.raises(Conflict):
        change_role(animator, community.memberships.get(person=animator), "member")


def test_handing_over_asks_and_the_yes_makes_the_host(as_, community, animator, member):
    response = as_(animator).post(f"/communities/{community.slug}/members/{member.handle}/hand-over/")

    assert response.status_code == 303
    assert (role_of(community, member), role_of(community, animator)) == ("member", "animator")

    accept_mandate(member, community.mandates.get(), hours=2, weeks=8)

    assert (role_of(community, member), role_of(community, animator)) == ("animator", "coanimator")


def test_the_next_host_can_sign_in_and_belongs_already(community, animator, member, outsider):
    with pytest.raises(ValidationError):
        propose_host(animator, community, outsider)
    member.is_active = False
    with pytest.raises(ValidationError):
        propose_host(animator, community, member)


def test_a_coanimator_cannot_take_over(community, coanimator):
    with pytest.raises(PermissionDenied):
        propose_host(coanimator, community, coanimator)


def test_an_administrator_asks_another_host_when_needed(community, administrator, animator, outsider):
    hands_over(administrator, community, outsider)

    community.refresh_from_db()
    assert role_of(community, outsider) == "animator"
    assert role_of(community, animator) == "coanimator"
    assert community.member_count == 4


def test_administrators_do_not_let_themselves_into_private_places(secret_community, administrator):
    """D1"""
    with pytest.raises(ValidationError):
        propose_host(administrator, secret_community, administrator)
    assert not secret_community.mandates.exists()


def test_a_community_that_lost_its_animator_gets_one_again(community, administrator, animator, member):
    community.memberships.filter(person=animator).delete()

    hands_over(administrator, community, member)

    assert role_of(community, member) == "animator"


def test_who_hosts_already_is_not_asked(community, animator):
    with pytest.raises(ValidationError, match="hosts this community"):
        propose_host(animator, community, animator)
