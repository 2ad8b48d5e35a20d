"""Inviting by hand takes places of the wave that is under way: domain C, "Growing"."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils.timezone import now

from communities.actions import accept_invitation, decline_invitation, invite_person, renew_invitation, send_wave
from communities.actions.invitations import ask_again
from communities.gates import WAVE, gate
from communities.models import Community, Invitation, Membership, Rules, Wave
from communities.places import places, places_of
from core.policies import Conflict
from core.when import day
from tests.communities.letters import WORDS
from tests.communities.waves import in_pilot, prepared, sent_before, url
from tests.factories import make_community, make_person


def by_hand(host, community, *names):
    return [invite_person(host, community, email=f"{name}@example.org", **WORDS)[0] for name in names]


def aged(days):
    """What was sent, so long ago, and expired since."""
    then = now() - timedelta(days=days)
    Invitation.objects.update(created_at=then, expires_at=then + timedelta(days=7))


def test_in_a_pilot_letters_by_hand_fill_what_the_first_wave_left_free(as_, community, animator):
    in_pilot(community)
    send_wave(animator, prepared(animator, community, 14))
    assert "1 more person may be invited by hand until the next wave" in as_(animator).get(url(community)).text

    by_hand(animator, community, "nora")
    refused = as_(animator).post(url(community), {"email": "late@example.org", **WORDS})

    assert refused.status_code == 422
    assert "No place is left in this wave (15 in all). The next one leaves from" in refused.text
    for kept in (WORDS["why_you"], "late@example.org"):
        assert kept in refused.text
    assert Invitation.objects.count() == 15
    assert 'data-rse="invite.create"' not in as_(animator).get(url(community)).text


def test_later_a_wave_and_what_follows_it_by_hand_hold_five_or_half_of_who_was_there(community, animator):
    sent_before(community, 20)
    for _ in range(9):
        Membership.objects.create(community=community, person=make_person(), joined_at=now() - timedelta(days=30))
    assert places_of(community).most == 5
    Membership.objects.filter(community=community).update(joined_at=now() - timedelta(days=30))
    assert places_of(community).most == 6

    accept_invitation(*_invited(animator, community))
    assert (places_of(community).most, places_of(community).left) == (6, 5)


def _invited(host, community):
    person = make_person()
    return person, invite_person(host, community, email=person.email, **WORDS)[0]


def test_when_a_wave_leaves_there_are_places_again(community, animator):
    sent_before(community, 20)
    by_hand(animator, community, *"abcde")
    with pytest.raises(ValidationError, match="No place is left"):
        by_hand(animator, community, "f")

    aged(15)
    send_wave(animator, prepared(animator, community, 2), reason="The trade fair is next week.")

    assert places_of(community).left == 3
    by_hand(animator, community, "f")


def test_what_left_by_hand_in_the_fortnight_before_a_wave_takes_its_places(as_, community, animator):
    """Thirty-one people, a wave of fifteen: fifteen newcomers in a fortnight, however they are invited."""
    grown(community, 31)
    by_hand(animator, community, *"abcdefgh")
    assert (places_of(community).most, places_of(community).left) == (15, 7)
    with pytest.raises(ValidationError, match="At most 7 people at once"):
        send_wave(animator, prepared(animator, community, 8))
    Wave.objects.all().delete()

    send_wave(animator, prepared(animator, community, 4))

    assert (places_of(community).most, places_of(community).left) == (15, 3)
    assert "3 more people may be invited by hand until the next wave, which" in as_(animator).get(url(community)).text
    by_hand(animator, community, *"ijk")
    with pytest.raises(ValidationError, match="No place is left in this wave"):
        by_hand(animator, community, "l")


def test_it_counts_after_an_earlier_wave_too(community, animator):
    grown(community, 20)
    sent_before(community, 20)
    by_hand(animator, community, *"abcdef")

    with pytest.raises(ValidationError, match="At most 4 people at once"):
        send_wave(animator, prepared(animator, community, 5), reason="The trade fair is next week.")


def test_founders_who_came_by_hand_long_before_leave_the_first_wave_a_part_of_them(community, animator):
    in_pilot(community)
    by_hand(animator, community, *"abcdef")
    aged(20)
    send_wave(animator, prepared(animator, community, 3))

    assert (places_of(community).most, places_of(community).left) == (5, 2)


def test_before_any_wave_both_pages_say_when_the_next_one_leaves(as_, community, animator):
    prepared(animator, community, 2)

    def pages():
        return as_(animator).get(url(community)).text, as_(animator).get(url(community, "wave/")).text

    by_hand(animator, community, *"abc")
    here, wave = pages()
    assert "2 more people may be invited by hand until the next wave leaves." in here
    assert "leaves from" not in here + wave

    by_hand(animator, community, *"de")
    here, wave = pages()
    ready = f"leaves from {day(places_of(community).ready)} on"
    assert places_of(community).ready.date() == (now() + timedelta(days=14)).date()
    assert ready in here
    assert ready in wave
    later = places([community], Rules.current(), places_of(community).ready)[community.pk]
    assert (later.following.most, later.ready) == (1, None)


def grown(community, people):
    """So many members, for a long time."""
    new = [Membership(community=community, person=make_person()) for _ in range(people - community.member_count)]
    Membership.objects.bulk_create(new)
    Membership.objects.filter(community=community).update(joined_at=now() - timedelta(days=60))
    Community.objects.filter(pk=community.pk).update(member_count=people)
    community.refresh_from_db()


def test_an_administrators_reason_is_for_waves_not_for_letters_by_hand(community, administrator, animator):
    sent_before(community, 20)
    send_wave(administrator, prepared(animator, community, 9), reason="Agreed with the site.")

    with pytest.raises(ValidationError, match="No place is left"):
        by_hand(animator, community, "nora")


def test_who_has_not_answered_is_written_to_again_without_another_place(community, animator):
    sent_before(community, 20)
    old = by_hand(animator, community, *"abcde")
    aged(10)

    assert renew_invitation(animator, old[0])[0].email == "a@example.org"
    by_hand(animator, community, "b")
    assert places_of(community).taken == 5
    with pytest.raises(ValidationError, match="No place is left"):
        by_hand(animator, community, "f")


def test_a_letter_that_was_never_answered_counts_in_the_wave_it_left_with(community, animator):
    first = by_hand(animator, community, *"abcde")
    aged(40)
    sent_before(community, 20)
    by_hand(animator, community, *"vwxyz")
    assert places_of(community).left == 0

    renew_invitation(animator, first[0])
    assert places_of(community).taken == 5


def test_who_declined_an_earlier_wave_and_asks_again_takes_a_place(community, animator):
    (declined,) = by_hand(animator, community, "a")
    decline_invitation(declined)
    Invitation.objects.update(created_at=now() - timedelta(days=40), answered_at=now() - timedelta(days=39))
    ask_again(declined)
    sent_before(community, 20)
    by_hand(animator, community, *"vwxyz")

    with pytest.raises(ValidationError, match="No place is left"):
        renew_invitation(animator, declined)


def test_without_a_wave_letters_by_hand_grow_it_no_faster(community, animator):
    by_hand(animator, community, *"abcde")
    with pytest.raises(ValidationError, match="No place is left"):
        by_hand(animator, community, "f")

    Invitation.objects.update(created_at=now() - timedelta(days=15))
    by_hand(animator, community, "f")
    assert places_of(community).left == 4


def test_who_was_invited_by_hand_before_the_first_wave_is_part_of_it(community, animator):
    in_pilot(community)
    by_hand(animator, community, *"abcdef")
    size = {one.code: one for one in gate(community, WAVE).criteria}["wave_size"]
    assert "At least 2 people" in size.missing

    wave = prepared(animator, community, 10)
    with pytest.raises(ValidationError, match="At most 9 people at once"):
        send_wave(animator, wave)

    Invitation.objects.update(created_at=now() - timedelta(days=15))
    assert places_of(community).most == 5  # the founders came by hand: what follows is a part of them


def test_places_cost_the_same_for_one_community_and_for_three(animator, django_assert_num_queries):
    found = [make_community(stage="pilot") for _ in range(3)]
    rules = Rules.current()
    for some in (found[:1], found):
        with django_assert_num_queries(5):
            assert {one.left for one in places(some, rules).values()} == {15}


def test_who_declined_was_promised_silence(as_, community, animator):
    (declined,) = by_hand(animator, community, "nora")
    decline_invitation(declined)
    again = url(community, f"{declined.pk}/renew/")

    page = as_(animator).get(url(community)).text
    assert again not in page
    assert "No other letter, unless they ask for one" in page
    assert as_(animator).post(again).status_code == 409
    with pytest.raises(Conflict, match="unless they ask"):
        renew_invitation(animator, declined)

    ask_again(declined)
    page = as_(animator).get(url(community)).text
    assert again in page
    assert "asks for another" in page
    assert as_(animator).post(again).status_code == 303
    assert Invitation.objects.pending().get().email == "nora@example.org"


def test_what_was_asked_before_a_decline_asks_for_nothing_after_it(community, animator):
    (one,) = by_hand(animator, community, "nora")
    Invitation.objects.update(renewal_asked_at=now() - timedelta(days=1))
    decline_invitation(one)

    with pytest.raises(Conflict):
        renew_invitation(animator, one)
    ask_again(one)
    renew_invitation(animator, one)


def test_a_pilot_is_read_by_every_colleague_and_joined_by_invitation(as_, community, outsider, animator):
    in_pilot(community)
    browser = as_(outsider)

    for path in (f"/communities/{community.slug}/", f"/communities/{community.slug}/about/", "/communities/"):
        page = browser.get(path)
        assert page.status_code == 200
        assert "community.join" not in page.text
    page = browser.get(f"/communities/{community.slug}/").text
    assert "A pilot is by invitation." in page
    assert f'href="{animator.get_absolute_url()}">Ask Claire</a>' in page
    assert "Pilot, by invitation" in browser.get("/communities/").text

    refused = browser.post(f"/communities/{community.slug}/join/")
    assert refused.status_code == 409
    assert "its first members are invited" in refused.text
    assert not Membership.objects.filter(person=outsider).exists()


def test_once_open_one_joins_alone_as_before(as_, community, outsider):
    Community.objects.filter(pk=community.pk).update(stage="open")
    assert 'data-rse="community.join"' in as_(outsider).get(f"/communities/{community.slug}/").text
    assert as_(outsider).post(f"/communities/{community.slug}/join/").status_code == 303
