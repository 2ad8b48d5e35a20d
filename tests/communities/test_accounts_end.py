"""When an account ends: R-AZ-10."""

from accounts.events import PersonDeactivated
from communities.actions import propose_host
from communities.events import HostLeft
from core.events import publish
from tests.communities import hands_over, heard
from tests.factories import close


def test_what_a_host_leaves_behind_stays_whole_and_says_that_nobody_hosts_it(as_, community, animator, administrator):
    """The succession begins there: administrators and co-hosts are told, and nothing is deleted (R-AZ-10)."""
    with heard(HostLeft) as facts:
        publish(PersonDeactivated(animator, administrator))

    community.refresh_from_db()
    assert (community.stage, community.member_count) == ("open", 2)
    assert [(fact.community, fact.person, fact.by) for fact in facts] == [(community, animator, administrator)]
    assert "Nobody hosts it at present" in as_(administrator).get(f"/communities/{community.slug}/").text


def test_who_was_asked_to_host_is_no_longer_waited_for(community, member, animator, administrator):
    mandate = propose_host(animator, community, member)

    publish(PersonDeactivated(member, administrator))

    mandate.refresh_from_db()
    assert mandate.withdrawn_at


def test_after_the_handover_the_stays_end_with_the_account(community, animator, member, administrator):
    hands_over(animator, community, member)

    publish(PersonDeactivated(animator, administrator))

    community.refresh_from_db()
    past = community.memberships.get(person=animator)
    assert (past.left_reason, community.member_count) == ("account_closed", 2)


def test_an_archived_community_keeps_nobody(community, animator, administrator):
    close(animator, community)

    publish(PersonDeactivated(animator, administrator))

    assert not animator.memberships.filter(left_at=None).exists()
