"""Who declined gets no other letter unless they ask: by hand, in a wave, or once more in the same words."""

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.utils.timezone import now

from communities.actions import (
    add_invitees,
    decline_invitation,
    invite_person,
    prepare_wave,
    renew_invitation,
    save_wave,
    send_wave,
)
from communities.actions.invitations import ask_again
from communities.models import Invitation, Invitee, Membership
from communities.recipients import Entry
from core.policies import Conflict
from tests.communities.letters import WORDS
from tests.communities.waves import SHARED, form, in_pilot, prepared, roomy, url
from tests.factories import make_community, make_person

SAID = "This person declined: they get no other letter, unless they ask for one."


def declined(host, community, email="nora@example.org"):
    return decline_invitation(invite_person(host, community, email=email, **WORDS)[0])


def test_by_hand_nobody_who_declined_is_written_to_again(as_, community, animator, coanimator):
    declined(animator, community)

    for host in (animator, coanimator):
        refused = as_(host).post(url(community), {"email": "Nora@example.org", **WORDS})
        assert refused.status_code == 422
        assert SAID in refused.text
        assert WORDS["why_you"] in refused.text
    assert Invitation.objects.count() == 1


def test_another_community_may_write_to_them(community, animator):
    declined(animator, community)

    invite_person(animator, make_community(animator, stage="open"), email="nora@example.org", **WORDS)


def test_a_colleague_who_declined_is_known_by_their_handle_and_other_address_too(community, animator, nora):
    EmailAddress.objects.create(user=nora, email="Belkacem@example.org", verified=True)
    declined(animator, community)

    for other in ("@nora", "belkacem@example.org"):
        with pytest.raises(ValidationError, match="This person declined"):
            invite_person(animator, community, email=other, **WORDS)


def test_who_asks_or_came_in_on_their_own_since_is_written_to(community, animator, nora):
    asked, came = declined(animator, community, "asked@example.org"), declined(animator, community)
    ask_again(asked)
    invite_person(animator, community, email="asked@example.org", **WORDS)

    with pytest.raises(ValidationError, match="This person declined"):
        invite_person(animator, community, email=came.email, **WORDS)
    Membership.objects.create(community=community, person=nora, left_at=now(), left_reason="left")
    invite_person(animator, community, email=came.email, **WORDS)


def test_a_second_no_holds_whatever_was_asked_before_it(as_, community, animator):
    first = declined(animator, community)
    ask_again(first)
    decline_invitation(invite_person(animator, community, email=first.email, **WORDS)[0])

    assert f"{first.pk}/renew/" not in as_(animator).get(url(community)).text
    with pytest.raises(Conflict, match="unless they ask"):
        renew_invitation(animator, first)

    ask_again(first)
    assert renew_invitation(animator, first)[0].email == first.email


def test_in_a_list_who_declined_is_a_wrong_line_and_the_others_go_in(as_, community, animator):
    declined(animator, community)

    page = as_(animator).post(
        url(community, "prepare/"), form(community, act="add", people="lea@example.org\nnora@example.org")
    )

    assert page.status_code == 422
    assert f"Line 2, “nora@example.org”: {SAID}" in page.text
    assert list(Invitee.objects.values_list("email", flat=True)) == ["lea@example.org"]


def test_who_declined_since_the_wave_was_prepared_is_named_and_the_others_get_their_letters(as_, community, animator):
    roomy()
    prepared(animator, in_pilot(community), 9)
    declined(animator, community, "guest3@example.org")

    for page in (url(community), url(community, "wave/")):
        assert as_(animator).get(page).text.count(SAID) == 1
    assert "Send 8 letters" in as_(animator).get(url(community, "wave/")).text
    after = as_(animator).post(url(community, "wave/"), {"reason": ""}, follow=True).text

    assert "8 letters are on their way" in after
    assert "No letter to guest3@example.org, who declined" in after
    assert Invitation.objects.filter(email="guest3@example.org").count() == 1


def test_a_wave_of_who_declined_stays_where_it_is(as_, community, animator):
    wave = prepare_wave(animator, community)
    add_invitees(animator, wave, [Entry(1, "nora@example.org")])
    reasons = {wave.invitees.get().pk: WORDS["why_you"]}
    save_wave(animator, wave, version=wave.version, **SHARED, reasons=reasons)
    declined(animator, community)

    with pytest.raises(ValidationError, match="This person declined"):
        send_wave(animator, wave)
    wave.refresh_from_db()
    assert wave.sent_at is None


def test_what_is_asked_costs_the_same_for_one_and_for_many(community, animator, django_assert_max_num_queries):
    from communities.silence import kept_in_silence

    roomy()
    people = [make_person() for _ in range(4)]
    for person in people:
        declined(animator, community, person.email)
    addresses = [person.email for person in people]
    for some in (addresses[:1], addresses):
        with django_assert_max_num_queries(3):
            assert kept_in_silence(community, some) == set(some)
