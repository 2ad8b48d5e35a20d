"""Who invited no longer hosts: their letters have lapsed, and those who stay write in their own name."""

import pytest

from communities.actions import add_invitees, invite_person, prepare_wave, renew_invitation, resign_as_host
from communities.invitations import Standing, standing, waiting_for
from communities.models import Invitation
from communities.recipients import Entry
from tests.communities.letters import WORDS, delivered
from tests.communities.waves import form, url


@pytest.fixture
def lapsed(community, animator, coanimator):
    """The host invited Nora, then resigned; the co-host stays."""
    invitation, _token = invite_person(animator, community, email="nora@example.org", **WORDS)
    resign_as_host(animator, community, reason="I change jobs.")
    return Invitation.objects.select_related("community", "inviter").get(pk=invitation.pk)


def test_it_is_shown_as_lapsed_and_may_be_sent_again(as_, community, animator, coanimator, lapsed):
    assert standing(lapsed) == Standing.LAPSED
    page = as_(coanimator).get(url(community)).text

    assert "No longer holds" in page
    assert f"{animator.display_name} no longer hosts: sent again, it leaves in your name." in page
    assert "No invitation is waiting." in page
    assert as_(coanimator).post(url(community, f"{lapsed.pk}/renew/")).status_code == 303

    fresh = Invitation.objects.holding().get()
    assert (fresh.email, fresh.inviter, fresh.why_you) == ("nora@example.org", coanimator, WORDS["why_you"])
    assert standing(fresh) == Standing.OPEN
    (letter,) = (letter for letter in delivered() if "nora@example.org" in letter.to)
    assert coanimator.display_name in letter.from_email


def test_it_stands_in_the_way_of_no_new_one(as_, community, coanimator, lapsed):
    assert as_(coanimator).post(url(community), {"email": lapsed.email, **WORDS}).status_code == 303
    assert Invitation.objects.holding().get().inviter == coanimator
    lapsed.refresh_from_db()
    assert lapsed.revoked_at


def test_nor_of_a_wave(as_, community, coanimator, lapsed):
    wave = prepare_wave(coanimator, community)

    assert [one.email for one in add_invitees(coanimator, wave, [Entry(1, lapsed.email)]).people] == [lapsed.email]


def test_what_holds_is_not_sent_twice(as_, community, coanimator, lapsed):
    renew_invitation(coanimator, lapsed)

    refused = as_(coanimator).post(url(community), {"email": lapsed.email, **WORDS})
    assert refused.status_code == 422
    assert "has an invitation that waits" in refused.text
    page = as_(coanimator).post(url(community, "prepare/"), form(community, act="add", people=lapsed.email))
    assert "invited already" in page.text


def test_who_was_invited_is_not_led_to_it(nora, lapsed, coanimator):
    assert waiting_for(nora) == []
    renew_invitation(coanimator, lapsed)
    assert len(waiting_for(nora)) == 1


def test_of_a_host_who_may_not_sign_in_it_has_lapsed_too(community, animator, coanimator):
    invitation, _token = invite_person(animator, community, email="lea@example.org", **WORDS)
    assert Invitation.objects.holding().count() == 1

    type(animator).objects.filter(pk=animator.pk).update(is_active=False)

    assert not Invitation.objects.holding().exists()
    assert renew_invitation(coanimator, invitation)[0].inviter == coanimator
