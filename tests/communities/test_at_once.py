"""Two people, or one person twice, at the same moment: R-IV-03, R-RC-02, R-RC-04, R-RC-05."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.timezone import now

from communities.actions import (
    accept_as_newcomer,
    accept_invitation,
    accept_mandate,
    change_stage,
    invite_person,
    join_community,
    leave_community,
    propose_host,
    renew_mandate,
    withdraw_mandate,
)
from communities.models import Community, Invitation, Membership, PurposeReading
from core.policies import Conflict, TooMany
from tests.communities.letters import WORDS
from tests.communities.waves import roomy
from tests.factories import make_community, make_person

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Each in its own thread and connection, started together; what each answered or raised."""
    start, outcomes = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        try:
            start.wait(timeout=10)
            outcomes[place] = act()
        except Exception as error:
            outcomes[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=item) for item in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    return outcomes


@pytest.fixture
def community():
    return make_community(make_person("Claire", handle="claire"))


@pytest.fixture
def animator(community):
    return community.memberships.get().person


def test_accepting_twice_at_once_is_one_membership(community, animator):
    nora = make_person(email="nora@example.org")
    invitation, _token = invite_person(animator, community, email=nora.email, **WORDS)

    outcomes = at_once(*[lambda: accept_invitation(nora, invitation)] * 4)

    assert len({outcome.pk for outcome in outcomes}) == 1
    community.refresh_from_db()
    assert community.member_count == 2
    assert Membership.objects.filter(person=nora).count() == 1


def test_a_newcomer_who_clicks_twice_is_one_person(community, animator):
    invitation, _token = invite_person(animator, community, email="nora@example.org", **WORDS)
    words = {"display_name": "Nora Belkacem", "password": "three herons over the canal", "language": "en"}

    outcomes = at_once(*[lambda: accept_as_newcomer(invitation, **words)] * 2)

    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 1
    community.refresh_from_db()
    assert community.member_count == 2


def test_joining_and_leaving_at_once_keep_the_count_true(community):
    people = [make_person() for _ in range(4)]
    at_once(*[lambda person=person: join_community(person, community) for person in people * 2])
    at_once(*[lambda person=person: leave_community(person, community) for person in people[:2] * 2])

    community.refresh_from_db()
    assert community.member_count == 3 == Membership.objects.present().filter(community=community).count()


def test_of_two_stage_changes_one_wins_and_the_other_is_told(community):
    administrator = make_person(is_staff=True)

    seen = Community.objects.get(pk=community.pk)
    outcomes = at_once(
        lambda: change_stage(administrator, seen, "thriving", reason="Lively"),
        lambda: change_stage(administrator, seen, "needs_help"),
    )

    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 1
    assert community.stage_changes.count() == 2


def test_a_burst_of_invitations_stops_at_twenty(community, animator):
    roomy()
    for n in range(18):
        invite_person(animator, community, email=f"a{n}@example.org", **WORDS)

    acts = [lambda n=n: invite_person(animator, community, email=f"b{n}@example.org", **WORDS) for n in range(5)]
    outcomes = at_once(*acts)

    assert sum(isinstance(outcome, TooMany) for outcome in outcomes) == 3
    assert Invitation.objects.count() == 20


def test_two_hosts_do_not_take_the_last_place_both(community, animator):
    """R-RC-05"""
    other = make_person()
    Membership.objects.create(community=community, person=other, role="coanimator")
    for n in range(4):
        invite_person(animator, community, email=f"a{n}@example.org", **WORDS)

    outcomes = at_once(
        *[lambda who=who: invite_person(who, community, email=f"{who.pk}@example.org", **WORDS)
          for who in (animator, other)]
    )  # fmt: skip

    assert sum(isinstance(outcome, ValidationError) for outcome in outcomes) == 1
    assert Invitation.objects.count() == 5


def test_two_hosts_inviting_the_same_person_at_once_write_once(community, animator):
    other = make_person()
    Membership.objects.create(community=community, person=other, role="coanimator")

    outcomes = at_once(
        *[lambda who=who: invite_person(who, community, email="nora@example.org", **WORDS) for who in (animator, other)]
    )

    assert sum(isinstance(outcome, ValidationError) for outcome in outcomes) == 1
    assert Invitation.objects.count() == 1


def ready_draft(administrator):
    """Lacking nothing but a place."""
    draft = make_community(
        stage="draft", for_whom="You", expected="Ten minutes.", gain="Fewer leaks.", first_step="Tell one.",
        success_sign="returns fall", created_by=administrator,
    )  # fmt: skip
    host = draft.memberships.get().person
    renew_mandate(host, draft, hours=2, weeks=8, substitute=make_person())
    for _ in range(3):
        PurposeReading.objects.create(
            community=draft, purpose=draft.purpose, reader=make_person(), would_come=True, answered_at=now()
        )
    return draft


def test_two_administrators_who_launch_the_same_at_once_launch_it_once(community):
    """R-RC-04"""
    people = [make_person(is_staff=True) for _ in range(2)]
    draft = ready_draft(people[0])

    outcomes = at_once(*[lambda who=who: change_stage(who, draft, "seeding") for who in people])

    [refused] = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert isinstance(refused, Conflict)
    assert draft.stage_changes.filter(stage="seeding").count() == 1


def test_the_last_place_among_the_launches_is_taken_once(community):
    """R-RC-04: counted under a lock, so that two drafts do not both find it free."""
    make_community(stage="pilot")
    administrator = make_person(is_staff=True)
    drafts = [ready_draft(administrator) for _ in range(3)]

    outcomes = at_once(*[lambda draft=draft: change_stage(administrator, draft, "seeding") for draft in drafts])

    assert sum(isinstance(outcome, ValidationError) for outcome in outcomes) == 2
    assert Community.objects.filter(stage__in=["seeding", "pilot"]).count() == 2


def test_a_yes_and_a_withdrawal_at_once_are_one_of_them(community, animator):
    administrator, asked = make_person(is_staff=True), make_person()
    mandate = propose_host(administrator, community, asked)

    outcomes = at_once(
        lambda: accept_mandate(asked, mandate, hours=2, weeks=8), lambda: withdraw_mandate(administrator, mandate)
    )

    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 1
    mandate.refresh_from_db()
    assert bool(mandate.answer) != bool(mandate.withdrawn_at)
    assert community.memberships.filter(role="animator", left_at=None).count() == 1


def test_two_people_asked_by_two_administrators_at_once_are_one(community):
    draft = make_community(stage="draft")
    draft.memberships.all().delete()
    people = [make_person() for _ in range(2)]

    outcomes = at_once(
        *[lambda who=who: propose_host(make_person(is_staff=True), draft, who) for who in people],
    )

    assert sum(isinstance(outcome, Conflict) for outcome in outcomes) == 1
    assert draft.mandates.count() == 1
