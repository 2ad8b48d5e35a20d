"""Leaving, being removed: R-AZ-10."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from communities.actions import leave_community, remove_member
from communities.events import HostLeft, MemberLeft
from core.policies import Conflict
from tests.communities import heard


def stay(community, person):
    return community.memberships.get(person=person, left_at=None)


def test_a_member_leaves_with_a_word(as_, community, member):
    with heard(MemberLeft) as facts:
        response = as_(member).post(f"/communities/{community.slug}/leave/", {"reason": "New job"})

    community.refresh_from_db()
    past = community.memberships.get(person=member)
    assert response.status_code == 303
    assert (past.left_reason, past.left_words) == ("left", "New job")
    assert community.member_count == 2
    assert [fact.by for fact in facts] == [member]


def test_who_leaves_a_private_community_lands_where_they_may_read(as_, private_community, member):
    response = as_(member).post(f"/communities/{private_community.slug}/leave/")

    assert response.url == "/communities/"


def test_who_does_not_belong_cannot_leave(as_, community, outsider):
    assert as_(outsider).post(f"/communities/{community.slug}/leave/").status_code == 403


def test_the_animator_does_not_leave_without_a_word(as_, community, animator):
    """R-AZ-10"""
    response = as_(animator).post(f"/communities/{community.slug}/leave/")

    assert response.status_code == 409
    assert "hand it over" in response.text
    assert stay(community, animator)


def test_who_hosted_leaves_with_a_reason_and_nobody_hosts_it(community, animator):
    with heard(HostLeft) as facts:
        leave_community(animator, community, words="I change jobs.")

    assert [(fact.person, fact.reason) for fact in facts] == [(animator, "I change jobs.")]
    assert not community.memberships.animating().filter(role="animator").exists()


def test_nobody_leaves_an_archived_community(community, member):
    community.stage = "archived"
    community.save()

    with pytest.raises(Conflict):
        leave_community(member, community)


def test_a_removal_says_why_and_counts(as_, community, animator, member):
    url = f"/communities/{community.slug}/members/{member.handle}/remove/"

    without = as_(animator).post(url, {"reason": "  "})
    assert without.status_code == 422
    assert 'role="alert"' in without.text

    assert as_(animator).post(url, {"reason": "Advertising"}).status_code == 303
    community.refresh_from_db()
    past = community.memberships.get(person=member)
    assert (past.left_reason, past.left_words, community.member_count) == ("removed", "Advertising", 2)


def test_a_coanimator_removes_members_but_no_host(as_, community, animator, coanimator, member):
    """R-AZ-10"""
    browser = as_(coanimator)

    refused = browser.post(f"/communities/{community.slug}/members/{animator.handle}/remove/", {"reason": "no"})
    assert refused.status_code == 403
    with pytest.raises(PermissionDenied):
        remove_member(coanimator, stay(community, coanimator), reason="no")
    done = browser.post(f"/communities/{community.slug}/members/{member.handle}/remove/", {"reason": "yes"})
    assert done.status_code == 303


def test_the_animator_cannot_remove_themself(community, animator):
    with pytest.raises(Conflict):
        remove_member(animator, stay(community, animator), reason="tired")


@pytest.mark.parametrize("who", ["member", "outsider", "administrator"])
def test_others_remove_nobody(as_, community, coanimator, who, request):
    person = request.getfixturevalue(who)

    response = as_(person).post(f"/communities/{community.slug}/members/{coanimator.handle}/remove/", {"reason": "x"})

    assert response.status_code == 403
    assert stay(community, coanimator)


def test_removing_twice_says_that_it_is_done(community, animator, member):
    membership = stay(community, member)
    remove_member(animator, membership, reason="Advertising")

    with pytest.raises(Conflict):
        remove_member(animator, membership, reason="Advertising")
    community.refresh_from_db()
    assert community.member_count == 2


def test_only_present_members_of_this_community_are_found(as_, community, private_community, animator, outsider):
    """R-AZ-06"""
    browser = as_(animator)

    assert browser.get(f"/communities/{community.slug}/members/{outsider.handle}/").status_code == 404
    assert browser.get(f"/communities/{community.slug}/members/nobody/").status_code == 404


def test_a_reason_is_needed_by_the_action_too(community, animator, member):
    with pytest.raises(ValidationError):
        remove_member(animator, stay(community, member), reason=" ")
