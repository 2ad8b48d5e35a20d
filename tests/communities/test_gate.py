"""What a next step needs: criterion by criterion, in words; open, or passed with a reason that is kept."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.timezone import now
from django.utils.translation import override

from communities.actions import accept_mandate, change_stage, propose_host
from communities.gates import gate, gates
from communities.launches import launches, sentence
from communities.models import Community, PurposeReading, Rules, StageChange
from tests.factories import make_community, make_person

ANSWERS = {
    "problem": "Each fitter finds the same leak anew.",
    "for_whom": "You have seen these leaks.",
    "expected": "Ten minutes a week.",
    "gain": "Fewer returns.",
    "first_step": "Tell the last one.",
    "success_sign": "returns fall under 30 a year",
}


def read(community, reader, *, would_come=True):
    return PurposeReading.objects.create(
        community=community, purpose=community.purpose, reader=reader, would_come=would_come, answered_at=now()
    )


def missing(community, to="seeding"):
    return {criterion.code for criterion in gate(community, to).missing}


@pytest.fixture
def ready(administrator):
    """A draft that has all it needs."""
    host, draft = (
        make_person("Claire Bonnefoy", handle="claire"),
        make_community(stage="draft", slug="ready", **ANSWERS),
    )
    draft.memberships.all().delete()
    mandate = propose_host(administrator, draft, host)
    accept_mandate(host, mandate, hours=2, weeks=8, substitute=make_person("Bastien Roche"))
    for _ in range(3):
        read(draft, make_person())
    return Community.objects.get(pk=draft.pk)


def test_a_draft_that_has_all_it_needs_is_launched(ready, administrator):
    assert missing(ready) == set()

    change = change_stage(administrator, ready, "seeding")

    assert (change.stage, change.missing) == ("seeding", [])


def test_each_thing_that_is_missing_is_said_with_who_and_where(administrator):
    draft = make_community(stage="draft")
    draft.memberships.all().delete()

    closed = gate(draft, "seeding")

    codes = {"readers", "host", "host_time", "host_free", "substitute", "answers", "success_sign"}
    assert codes <= {criterion.code for criterion in closed.missing}
    assert all(criterion.missing and criterion.url and criterion.who for criterion in closed.missing)


def test_an_idea_needs_its_problem(administrator):
    idea = make_community(stage="idea", problem="")
    assert missing(idea, "draft") == {"problem"}

    idea.problem = "Each bid starts from nothing."
    assert missing(idea, "draft") == set()


def test_readers_are_future_members(ready):
    """Neither administrators nor hosts, and of the sentence as it is now."""
    PurposeReading.objects.all().delete()
    host = ready.memberships.get().person
    for reader in (make_person(is_staff=True), host):
        read(ready, reader)
    assert "readers" in missing(ready)

    for would_come in (True, True, False):
        read(ready, make_person(), would_come=would_come)
    assert "readers" not in missing(ready)

    ready.purpose = "Another sentence about seals, to halve the leaks."
    ready.save()
    assert "readers" in missing(ready)


def test_two_readers_of_three_have_to_be_convinced(ready):
    PurposeReading.objects.filter(community=ready).update(would_come=False)

    [criterion] = gate(ready, "seeding").missing

    assert criterion.code == "readers"
    assert "2 have to" in criterion.missing


def test_one_host_launches_one_community_at_a_time_and_hosts_two(ready):
    host = ready.memberships.get().person
    assert "host_free" not in missing(ready)

    make_community(host, stage="open")
    assert "host_free" not in missing(ready)
    other = make_community(host, stage="open")
    assert "host_free" in missing(ready)

    Community.objects.filter(pk=other.pk).update(stage="archived")
    assert "host_free" not in missing(ready)
    make_community(host, stage="pilot")
    Community.objects.filter(stage="open").update(stage="archived")
    assert "host_free" in missing(ready)


def test_an_administrator_passes_a_closed_gate_with_a_reason_that_is_kept_and_shown(as_, administrator, animator):
    draft = make_community(animator, stage="draft", slug="draft")
    url, step = "/communities/draft/gate/", {"seen": "draft", "stage": "seeding"}
    browser = as_(administrator)

    refused = browser.post(url, step)
    assert refused.status_code == 422
    assert "write why" in refused.text

    assert browser.post(url, step | {"reason": "The board asks for it."}).status_code == 303
    change = draft.stage_changes.get(stage="seeding")
    assert "readers" in change.missing
    about = as_(animator).get("/communities/draft/about/").text
    assert "The board asks for it." in about
    assert "Future members who read it" in about


def test_hosts_do_not_pass_a_closed_gate(as_, animator):
    seeding = make_community(animator, stage="seeding", slug="seeding")

    with pytest.raises(ValidationError):
        change_stage(animator, seeding, "pilot", reason="We are ready.")
    response = as_(animator).post("/communities/seeding/gate/", {"seen": "seeding", "stage": "pilot", "reason": "Now"})

    assert response.status_code == 422
    assert seeding.stage_changes.count() == 1


def test_cohosts_and_others_do_not_begin_the_pilot(animator, coanimator, member):
    seeding = make_community(animator, stage="seeding", coanimators=[coanimator], members=[member])

    for person in (coanimator, member):
        with pytest.raises(PermissionDenied):
            change_stage(person, seeding, "pilot")


def test_a_step_at_a_time(ready, administrator):
    for stage in ("pilot", "open", "thriving"):
        with pytest.raises(ValidationError):
            change_stage(administrator, ready, stage, reason="Quick")


def test_seeding_takes_some_days(animator):
    seeding = make_community(animator, stage="seeding")
    assert "seeding_days" in missing(seeding, "pilot")

    StageChange.objects.filter(community=seeding).update(at=now() - timedelta(days=7))
    assert "seeding_days" not in missing(seeding, "pilot")


def test_nobody_comes_in_while_nobody_hosts_it(animator):
    pilot = make_community(animator, stage="pilot")
    assert "host" not in missing(pilot, "open")

    pilot.memberships.all().delete()
    assert "host" in missing(pilot, "open")


def test_a_large_community_needs_two_hosts_before_its_next_wave(community, coanimator):
    assert "cohost" not in missing(community, "wave")
    Community.objects.update(member_count=40)
    community.memberships.filter(person=coanimator).delete()
    community.refresh_from_db()

    assert "cohost" in missing(community, "wave")


def test_the_numbers_are_the_rules(ready):
    Rules.objects.create(pk=1, readers=4)

    [criterion] = gate(ready, "seeding").missing

    assert criterion.missing == "1 more future member has to read the sentence."


def test_gates_of_many_cost_as_much_as_of_one(db, django_assert_max_num_queries):
    def cost(drafts):
        with django_assert_max_num_queries(100) as asked:
            gates(drafts, "seeding", rules=Rules())
        return len(asked)

    drafts = [make_community(stage="draft") for _ in range(4)]

    assert cost(drafts[:1]) == cost(drafts)


# Two launches at a time


def test_a_third_launch_waits_and_learns_for_whom(ready, administrator):
    pilot = make_community(stage="pilot", name="Dock incidents")
    make_community(stage="seeding", name="Night shift")
    assert missing(ready) == {"launch_place"}

    with pytest.raises(ValidationError) as refusal:
        change_stage(administrator, ready, "seeding")

    words = " ".join(refusal.value.messages)
    assert "“Dock incidents”" in words
    assert "“Night shift”" in words
    assert ready.stage_changes.filter(stage="seeding").count() == 0

    Community.objects.filter(pk=pilot.pk).update(stage="open")
    assert missing(ready) == set()


def test_with_more_launched_than_may_be_several_must_open_first(ready):
    for stage in ("pilot", "seeding", "pilot"):
        make_community(stage=stage)

    [place] = [one for one in gate(ready, "seeding").missing if one.code == "launch_place"]
    assert place.missing == "3 communities are being launched: this one starts when 2 of them have opened."


def test_the_nearest_to_opening_comes_first_with_what_it_lacks(administrator):
    pilot = make_community(stage="pilot", name="Dock incidents")
    pilot.memberships.all().delete()
    make_community(stage="seeding", name="Night shift")

    words = sentence(launches(administrator))

    assert "“Dock incidents” is the nearest to opening; still missing: A host who said yes" in words


def test_a_secret_launch_is_counted_and_not_named(ready, administrator):
    """R-AZ-03, D1"""
    make_community(stage="pilot", name="Takeover", visibility="secret")
    make_community(stage="seeding", name="Night shift")

    with pytest.raises(ValidationError) as refusal:
        change_stage(administrator, ready, "seeding")

    words = " ".join(refusal.value.messages)
    assert "Takeover" not in words
    assert "a secret community" in words


def test_hosts_of_a_draft_are_not_told_which_communities_are_launched(as_, ready):
    """R-AZ-03: what is being seeded is out of sight."""
    make_community(stage="seeding", name="Night shift")
    make_community(stage="seeding", name="Dock incidents")

    page = as_(ready.memberships.get().person).get("/communities/ready/gate/").text

    assert "2 of 2 taken" in page
    assert "Night shift" not in page


def test_the_page_is_for_those_who_answer_for_it(as_, community, member, coanimator, administrator, outsider):
    url = f"/communities/{community.slug}/gate/"

    assert [as_(person).get(url).status_code for person in (coanimator, administrator)] == [200, 200]
    assert [as_(person).get(url).status_code for person in (member, outsider)] == [403, 403]


def test_the_gates_page_says_who_took_each_step_and_the_public_story_does_not(
    as_, community, animator, administrator, member
):
    change_stage(administrator, community, "thriving", reason="Lively")

    told = f"Decided by {administrator.display_name}"
    assert told in as_(animator).get(f"/communities/{community.slug}/gate/").text
    assert told not in as_(member).get(f"/communities/{community.slug}/about/").text


def test_in_french_one_is_never_said_in_the_plural(ready, outsider):
    ready.purpose_readings.all().delete()
    read(ready, outsider)

    with override("fr"):
        [readers] = [one for one in gate(ready, "seeding").criteria if one.value.endswith("viendrais\u202f»\u202f: 1")]
    assert readers.value.startswith("1 sur ")
