"""What a wave needs before it leaves, and how it leaves: domain C "Growing", R-IV, R-RC."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.timezone import now

from communities import actions
from communities.gates import WAVE, gate
from communities.models import Community, Invitation, Membership, Rules, Wave
from communities.recipients import Entry
from core.policies import Conflict
from tests.communities import heard
from tests.communities.letters import WORDS, delivered
from tests.communities.waves import form, in_pilot, prepared, roomy, sent_before, url
from tests.factories import make_community, make_person


@pytest.fixture
def community(community):
    """In its pilot, before its first wave."""
    return in_pilot(community)


# What has to hold


def codes(community):
    """What this room misses; that the last wave came back is told by the room that measures."""
    return {criterion.code for criterion in gate(community, WAVE).missing} - {"last_wave"}


def test_the_first_wave_needs_eight_people_with_reasons_and_three_who_said_yes(animator):
    place = make_community(animator, stage="seeding")

    def missing():
        return {c.code for c in gate(place, Community.Stage.PILOT).criteria if c.code.startswith("wave") and not c.met}

    assert missing() == {"wave_size", "wave_reasons", "wave_answers", "wave_founders"}
    prepared(animator, place, 7, yes=2)
    assert missing() == {"wave_size", "wave_founders"}
    Wave.objects.all().delete()
    prepared(animator, place, 8, yes=3)
    assert missing() == set()


def test_the_same_reason_for_more_than_three_is_pointed_out_and_has_to_be_meant(as_, community, animator):
    wave = prepared(animator, community, 8, why="You know  these SEALS better than anybody, guest{n}!")

    assert "The same reason for guest0@example.org" in as_(animator).get(url(community)).text
    assert "wave_same_reason" in codes(community)
    with pytest.raises(ValidationError, match="8 people read the same reason"):
        actions.send_wave(animator, wave)

    as_(animator).post(url(community, "prepare/"), form(community, same_reason_meant="1"))
    assert "wave_same_reason" not in codes(community)


def test_a_later_wave_holds_half_of_the_members_or_five(community, animator):
    sent_before(community, 20)
    prepared(animator, community, 6)
    assert "wave_size" in codes(community)

    Community.objects.filter(pk=community.pk).update(member_count=12)
    community.refresh_from_db()
    assert "wave_size" not in codes(community)


def test_from_forty_on_two_welcome_and_above_a_hundred_and_fifty_an_administrator_decides(community, animator):
    sent_before(community, 20)
    prepared(animator, community, 3)
    Membership.objects.filter(role="coanimator").update(role="member")
    Community.objects.filter(pk=community.pk).update(member_count=40)
    community.refresh_from_db()
    assert codes(community) == {"cohost"}

    Membership.objects.create(community=community, person=make_person(), role="coanimator")
    Community.objects.filter(pk=community.pk).update(member_count=148)
    community.refresh_from_db()
    assert codes(community) == {"wave_largest"}

    community.larger_because = "One expert among three thousand is what people look for here."
    assert codes(community) == set()


def test_the_gate_costs_the_same_for_one_community_and_for_three(animator, django_assert_num_queries):
    from communities.gates import gates

    places = [make_community(stage="open") for _ in range(3)]
    for place in places:
        prepared(place.memberships.get(role="animator").person, place, 2)
    rules = Rules.current()
    from communities.wave_criteria import next_wave

    for some in (places[:1], places):
        with django_assert_num_queries(8):
            next_wave(some, rules, now())
    assert len(gates(places, WAVE)) == 3


# Sending


def test_it_leaves_at_once_in_the_hosts_name_each_with_its_own_link(community, animator, coanimator):
    wave = prepared(animator, community, 8)

    with heard(actions.waves.WaveSent) as facts:
        sent = actions.send_wave(coanimator, wave)

    assert len(sent) == 8 == len({one.token_hash for one in sent})
    assert {one.inviter for one in sent} == {animator}
    letters = delivered()
    assert len(letters) == 8
    assert all(letter.from_email.startswith('"Claire Bonnefoy, via') for letter in letters)
    assert len({letter.extra_headers["Message-ID"] for letter in letters}) == 8
    assert [fact.by for fact in facts] == [coanimator]
    wave.refresh_from_db()
    assert (wave.sent_by, wave.missing) == (coanimator, [])


def test_it_leaves_once(community, animator):
    wave = prepared(animator, community, 8)
    actions.send_wave(animator, wave)

    with pytest.raises(Conflict, match="left already"):
        actions.send_wave(animator, wave)
    assert Invitation.objects.count() == 8


def test_twenty_an_hour_is_for_letters_by_hand(community, animator):
    """R-IV-05: a wave has rules of its own."""
    roomy()
    actions.send_wave(animator, prepared(animator, community, 15))
    for n in range(20):
        actions.invite_person(animator, community, email=f"hand{n}@example.org", **WORDS)


def test_the_next_one_waits_for_the_last_unless_the_host_says_why(as_, community, animator):
    sent_before(community, 3)
    wave = prepared(animator, community, 2)

    refused = as_(animator).post(url(community, "wave/"), {"reason": " "})
    assert refused.status_code == 422
    assert "The last wave left on" in refused.text

    assert as_(animator).post(url(community, "wave/"), {"reason": "The trade fair is next week."}).status_code == 303
    wave.refresh_from_db()
    assert (wave.reason, sorted(wave.missing)) == ("The trade fair is next week.", ["last_wave", "wave_gap"])


def test_the_rest_is_not_the_hosts_to_pass_but_an_administrators(as_, community, animator, administrator):
    sent_before(community, 20)
    wave = prepared(animator, community, 9)

    assert as_(animator).post(url(community, "wave/"), {"reason": "All at once."}).status_code == 422
    page = as_(administrator).get(url(community, "wave/")).text
    assert "guest1@example.org" not in page
    assert as_(administrator).post(url(community, "wave/"), {"reason": "Agreed with the site."}).status_code == 303

    wave.refresh_from_db()
    assert (wave.sent_by, sorted(wave.missing)) == (administrator, ["last_wave", "wave_size"])
    assert {one.inviter for one in Invitation.objects.all()} == {animator}


def test_nobody_sends_a_letter_that_does_not_say_why(community, animator, administrator):
    wave = prepared(animator, community, 2, why="Because")

    with pytest.raises(ValidationError):
        actions.send_wave(administrator, wave, reason="Now.")
    assert not Invitation.objects.exists()


def test_before_the_pilot_it_waits_and_with_it_it_leaves(animator, administrator):
    place = make_community(animator, stage="seeding")
    wave = prepared(animator, place, 8, yes=3)
    with pytest.raises((Conflict, PermissionDenied)):
        actions.send_wave(animator, wave)

    Community.objects.filter(pk=place.pk).update(stage="pilot")
    assert len(actions.send_prepared_wave(administrator, place)) == 8


def test_a_gate_passed_without_a_finished_wave_leaves_it_where_it_is(animator, administrator):
    place = make_community(animator, stage="pilot")
    prepared(animator, place, 2, why="")

    assert actions.send_prepared_wave(administrator, place, reason="It begins on site.") == []
    assert actions.send_prepared_wave(administrator, make_community(stage="pilot")) == []
    assert Wave.objects.in_preparation().count() == 1


def test_who_came_in_meanwhile_needs_no_letter(community, animator, outsider):
    wave = prepared(animator, community, 8)
    actions.add_invitees(animator, wave, [Entry(1, f"@{outsider.handle}")])
    wave.invitees.filter(person=outsider).update(why_you="You have mounted these seals for ten years.")
    Membership.objects.create(community=community, person=outsider)

    assert len(actions.send_wave(animator, wave)) == 8


def test_a_host_who_resigned_a_second_ago_sends_nothing(community, animator):
    wave = prepared(animator, community, 8)
    actions.resign_as_host(animator, community, reason="I change jobs.")

    with pytest.raises(PermissionDenied):
        actions.send_wave(animator, wave)
    assert not Invitation.objects.exists()


def test_what_was_withdrawn_while_the_letter_waited_is_not_sent(community, animator, coanimator):
    """R-RT-02, R-AZ-13: asked again when it leaves."""
    sent = actions.send_wave(animator, prepared(animator, community, 8))
    actions.revoke_invitation(coanimator, sent[0])
    Community.objects.update(visibility="secret")

    letters = delivered()

    assert len(letters) == 7
    assert community.name not in "".join(letter.subject + letter.body for letter in letters)


def test_what_was_written_in_preparation_counts_in_the_wave(as_, animator):
    place = make_community(animator, stage="seeding")
    actions.prepare_wave(animator, place)
    page = as_(animator).post(
        f"/communities/{place.slug}/prepare/members/",
        {"expected": "Ten minutes a week.", "gain": "Fewer leaks.", "first_step": "Say hello.", "version": 1},
    )
    assert page.status_code == 303
    place.refresh_from_db()

    found = {one.code: one.met for one in gate(place, Community.Stage.PILOT).criteria}
    assert found["wave_answers"]
    page = as_(animator).get(url(place)).text
    for words in ("Ten minutes a week.", "Fewer leaks.", "Say hello."):
        assert words in page
    wave = Wave.objects.get()
    actions.add_invitees(animator, wave, [Entry(1, "nora@example.org")])
    wave.invitees.update(why_you="You took over the file at the last minute.")
    Community.objects.filter(pk=place.pk).update(stage="pilot")
    Rules.objects.create(pk=1, first_wave_least=1)
    (sent,) = actions.send_wave(animator, wave)
    assert (sent.expected, sent.gain, sent.first_step) == ("Ten minutes a week.", "Fewer leaks.", "Say hello.")
