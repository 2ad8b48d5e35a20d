"""A network that people have lived in goes out, comes into an empty database, goes out the same, and is measured the
same."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.utils.timezone import now

from accounts.models import Person
from communities.actions import (
    archive_community,
    change_role,
    change_stage,
    create_community,
    join_community,
    leave_community,
    propose_community,
    resign_as_host,
)
from communities.days import today_in
from communities.models import Community, FormerRole, Membership
from pulse.measures import measure
from pulse.models import ClarityAsk, Visit
from rsenet.network.exporter import export_lines
from rsenet.network.importer import import_lines
from tests.communities import hands_over
from tests.factories import make_community
from tests.rsenet.networks import again, empty
from tests.rsenet.rich import a_rich_world

pytestmark = pytest.mark.django_db


def lines_of(kind, lines):
    return [line for line in map(json.loads, lines) if line["type"] == kind]


def stays_of(person, lines):
    return [
        (line["role"], "left_at" in line, line.get("left_reason"))
        for line in lines_of("membership", lines)
        if line["person"] == person.uid
    ]


def measured():
    """What is measured of each community at the end of today, by address."""
    found = {}
    for community in Community.objects.exclude(stage__in=["idea"]):
        found[community.slug] = measure([community], on=today_in(community))[community.pk]
    return found


def test_a_host_who_stopped_and_stayed_is_a_member_again(community, animator):
    resign_as_host(animator, community, reason="I change jobs.")
    stopped = FormerRole.objects.get().until

    once, twice = again()

    assert twice == once
    assert stays_of(animator, once) == [("animator", True, None), ("member", False, None)]
    assert lines_of("community", once)[0]["animator"] == animator.uid
    there = Community.objects.get()
    assert there.vacant_since == stopped
    assert not there.memberships.filter(role="animator").exists()
    stay = there.memberships.get(person__uid=animator.uid)  # one stay, as before
    assert (stay.role, [(row.role, row.until) for row in stay.former_roles.all()]) == (
        "member",
        [("animator", stopped)],
    )


def test_a_host_who_stopped_and_left_later(community, animator):
    resign_as_host(animator, community, reason="I change jobs.")
    leave_community(animator, community)

    once, twice = again()

    assert twice == once
    assert stays_of(animator, once) == [("animator", True, None), ("member", True, "left")]
    assert Membership.objects.filter(person__uid=animator.uid).count() == 1
    assert Community.objects.get().vacant_since


def test_a_host_who_left_and_came_back_as_a_member(community, animator):
    leave_community(animator, community, words="I change jobs.")
    join_community(animator, community)

    once, twice = again()

    assert twice == once
    assert stays_of(animator, once) == [("animator", True, "left"), ("member", False, None)]
    assert Community.objects.get().vacant_since


def test_hosts_one_after_the_other(community, animator, coanimator, member):
    hands_over(animator, community, member)
    hands_over(member, community, coanimator)
    hands_over(coanimator, community, animator)
    change_role(animator, community.memberships.get(person=member), "member")

    once, twice = again()

    assert twice == once
    assert stays_of(animator, once) == [
        ("animator", True, None), ("coanimator", True, None), ("animator", False, None),
    ]  # fmt: skip
    assert stays_of(member, once)[-1] == ("member", False, None)
    assert lines_of("community", once)[0]["animator"] == animator.uid
    assert Community.objects.get().vacant_since is None
    assert Community.objects.get().member_count == 3


def test_one_community_alone_tells_who_hosted_it_then(community, animator):
    resign_as_host(animator, community, reason="I change jobs.")

    alone = list(export_lines(community))

    assert stays_of(animator, alone) == [("animator", True, None), ("member", False, None)]


def test_lines_of_one_stay_may_stand_far_apart(community, animator, coanimator):
    """Batch by batch, whatever the order: the second line finds the first, written already."""
    hands_over(animator, community, coanimator)
    once = list(export_lines())
    far = [line for line in once if '"membership"' in line and animator.uid in line][1]
    near = [line for line in once if line != far]
    people = [
        json.dumps({"type": "person", "id": f"p{n}", "name": f"Paul {n}", "email": f"p{n}@example.org"}) + "\n"
        for n in range(1100)
    ]
    empty()

    import_lines(line.encode() for line in [*near, *people, far])

    assert Membership.objects.filter(person__uid=animator.uid).count() == 1
    assert sorted(list(export_lines())[1103:]) == sorted(once[3:])


def test_coming_in_twice_changes_nothing(community, animator, member):
    hands_over(animator, community, member)
    resign_as_host(member, community, reason="I change jobs.")
    once, _twice = again()

    counts = import_lines(line.encode() for line in once)

    assert all(count["created"] == 0 for count in counts.values())
    assert list(export_lines()) == once


def test_a_stay_that_ended_when_another_began_is_two_when_a_reason_says_so(community, animator, member):
    """Whoever left says why; only a change of role ends without a reason."""
    stay = community.memberships.get(person=member)
    Membership.objects.filter(pk=stay.pk).update(left_at=now(), left_reason="removed")
    stay.refresh_from_db()
    Membership.objects.create(community=community, person=member, role="coanimator", joined_at=stay.left_at)

    once, twice = again()

    assert twice == once
    assert Membership.objects.filter(person__uid=member.uid).count() == 2


def test_an_animator_named_without_a_role_hosts(community, animator):
    """As before: the line of the community decides, unless it is told that they stopped."""
    lines = [json.loads(line) for line in export_lines()]
    for line in lines:
        if line["type"] == "membership" and line["person"] == animator.uid:
            line["role"] = "member"
    empty()

    import_lines(json.dumps(line).encode() for line in lines)

    assert Membership.objects.get(person__uid=animator.uid).role == "animator"


def test_what_nobody_ever_hosted_has_no_line_and_stops_no_export(community, administrator, coanimator, member):
    """An idea sent to the archive, a draft being prepared by a co-host who comes there every day."""
    said = {"purpose": "Tell each dock incident to halve the blocked trucks.", "problem": "Trucks wait."}
    idea = propose_community(member, name="Docks", **said)
    archive_community(administrator, idea, reason="Not now.")
    draft = create_community(administrator, name="Quays", purpose=said["purpose"], coanimators=[coanimator])
    Visit.objects.create(community=draft, person=coanimator, day=today_in(draft))
    ClarityAsk.objects.create(community=draft, person=coanimator)

    once, twice = again()

    assert twice == once
    assert {line["id"] for line in lines_of("community", once)} == {community.slug}


def test_an_administrator_who_goes_on_without_a_host_is_told_what_is_left_out(administrator, community, capsys):
    draft = create_community(administrator, name="Quays", purpose="Tell each dock incident to halve the queue.")
    change_stage(administrator, draft, "seeding", reason="The host comes in May.")

    call_command("export_network")

    told = capsys.readouterr()
    assert told.err == f"{draft.slug} is left out: nobody ever hosted it, and the format wants a host.\n"
    assert [line["id"] for line in lines_of("community", told.out.splitlines())] == [community.slug]


def test_a_draft_alone_whose_host_was_never_named_is_said(administrator):
    draft = create_community(administrator, name="Quays", purpose="Tell each dock incident to halve the queue.")

    with pytest.raises(CommandError, match="never had an animator"):
        call_command("export_network", "--community", draft.slug)


def test_what_ended_before_anybody_was_invited_stays_out_of_sight(animator, outsider):
    draft = make_community(animator, stage="seeding")
    archive_community(animator, draft, reason="Not now.")

    once, twice = again()

    assert twice == once
    assert Community.objects.get().stage == "draft"
    assert not Community.objects.visible_to(Person.objects.get(uid=outsider.uid)).exists()


def test_a_rich_network_survives_with_its_measures(administrator):
    a_rich_world(administrator)
    before = measured()

    once, twice = again()

    assert twice == once
    kinds = {line["type"] for line in map(json.loads, once)}
    assert kinds == {
        "person", "community", "membership", "post", "reply", "reaction", "accepted_answer", "visit",
        "closure", "pulse",
    }  # fmt: skip
    after = measured()
    assert after == {slug: before[slug] for slug in after}
    assert before.keys() - after.keys() == {"docks"}  # nobody has hosted it yet
