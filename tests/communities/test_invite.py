"""Hosts write to one person: why you, what we expect, what you get. R-IV-01..05."""

import io
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.utils.timezone import now
from PIL import Image

from communities.actions import invite_person, revoke_invitation
from communities.events import PersonInvited
from communities.invitations import hashed
from communities.letters import send_reminder
from communities.models import Invitation
from core.policies import Conflict
from tests.communities import heard
from tests.communities.letters import WORDS, delivered, token_in
from tests.communities.waves import roomy


def test_an_animator_invites_by_mail(as_, community, animator):
    response = as_(animator).post(f"/communities/{community.slug}/invitations/", {"email": "Nora@Example.org", **WORDS})

    invitation = community.invitations.get()
    assert response.status_code == 303
    assert (invitation.email, invitation.inviter) == ("nora@example.org", animator)
    assert timedelta(days=6, hours=23) < invitation.expires_at - now() <= timedelta(days=7)


def test_the_letter_says_the_three_answers_and_nothing_opens_from_the_database(community, animator):
    """R-IV-01: the token is in the letter alone, its hash in the database."""
    invitation, token = invite_person(animator, community, email="nora@example.org", **WORDS)

    letter = delivered()[0]
    html = letter.alternatives[0][0]
    assert letter.to == ["nora@example.org"]
    for part in (WORDS["why_you"], WORDS["expected"], WORDS["gain"], community.purpose):
        assert part in letter.body
        assert part in html
    assert token_in(letter) == token
    assert len(token) >= 43
    assert invitation.token_hash == hashed(token)
    assert token not in str(Invitation.objects.values().get())


def test_the_letter_and_its_reminder_carry_the_tile_of_the_community(community, animator, letterbox):
    """It travels inside, so that it is there before anybody allows pictures from elsewhere."""
    invitation, token = invite_person(animator, community, email="nora@example.org", **WORDS)
    send_reminder(invitation.pk, token)

    for letter in letterbox.letters_to("nora@example.org"):
        html = letter.message.get_body(("html",))
        [picture] = [part for part in letter.message.walk() if part.get_content_type() == "image/png"]
        assert 'src="cid:tile" width="44" height="44" alt=""' in html.get_content()
        assert (picture["Content-ID"], picture.get_content_disposition()) == ("<tile>", "inline")
        with Image.open(io.BytesIO(picture.get_content())) as tile:
            assert tile.size == (132, 132)
        assert letter.message.get_body(("plain",)).get_content().count(WORDS["why_you"]) == 1
        assert html.get_content().count(f">{WORDS['why_you']}<") >= 1


def test_the_letter_can_be_stopped_in_one_click_and_keeps_its_name(community, animator):
    """R-PR-07, L-04"""
    invitation, token = invite_person(animator, community, email="nora@example.org", **WORDS)

    headers = delivered()[0].extra_headers
    assert f"/invitations/{token}/unsubscribe/" in headers["List-Unsubscribe"]
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["Message-ID"].startswith(f"<invitation-{invitation.pk}@")


def test_the_letter_of_a_secret_community_tells_nothing_of_it(secret_community, animator):
    """R-IN-05, R-PR-07"""
    invite_person(animator, secret_community, email="nora@example.org", **WORDS)

    letter = delivered()[0]
    everything = letter.subject + letter.body + letter.alternatives[0][0]
    for words in (secret_community.name, secret_community.purpose, secret_community.slug, WORDS["why_you"]):
        assert words not in everything
    assert "cid:" not in everything
    assert letter.pictures == {}


def test_a_colleague_is_invited_by_handle_and_their_address_stays_theirs(as_, community, animator, outsider):
    """R-PR-05"""
    with heard(PersonInvited) as facts:
        as_(animator).post(f"/communities/{community.slug}/invitations/", {"email": f"@{outsider.handle}", **WORDS})

    assert [fact.person for fact in facts] == [outsider]
    assert delivered()[0].to == [outsider.email]
    page = as_(animator).get(f"/communities/{community.slug}/invitations/").text
    assert outsider.display_name in page
    assert outsider.email not in page


def test_an_address_of_a_colleague_is_told_to_the_rooms_above_but_not_to_the_host(as_, community, animator, outsider):
    with heard(PersonInvited) as facts:
        invite_person(animator, community, email=outsider.email, **WORDS)

    assert [fact.person for fact in facts] == [outsider]
    assert outsider.display_name not in as_(animator).get(f"/communities/{community.slug}/invitations/").text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "nobody-here"),
        ("email", "a@b"),
        ("email", "a@b.org\r\nBcc: c@d.org"),
        ("email", ""),
        ("why_you", "You know why"),
        ("why_you", "x" * 501),
        ("why_you", "\u200b" * 30),
        ("expected", " "),
        ("gain", ""),
        ("first_step", "x" * 301),
    ],
)
def test_a_wrong_invitation_is_answered_in_place_with_its_text(as_, community, animator, field, value):
    """R-IN-05"""
    data = {"email": "nora@example.org", **WORDS, field: value}

    response = as_(animator).post(f"/communities/{community.slug}/invitations/", data)

    assert response.status_code == 422
    assert 'role="alert"' in response.text
    if field != "gain":
        assert WORDS["gain"] in response.text
    assert not community.invitations.exists()
    assert mail.outbox == []


@pytest.mark.parametrize(("who", "status"), [("member", 403), ("outsider", 403), ("administrator", 403)])
def test_others_do_not_invite(as_, community, who, status, request):
    browser = as_(request.getfixturevalue(who))

    assert browser.get(f"/communities/{community.slug}/invitations/").status_code == status
    posted = browser.post(f"/communities/{community.slug}/invitations/", {"email": "nora@example.org", **WORDS})
    assert posted.status_code == status
    assert not community.invitations.exists()


def test_nobody_invites_to_what_is_being_prepared_or_archived(community, animator):
    community.stage = "seeding"
    community.save()
    with pytest.raises(Conflict, match="when the pilot begins"):
        invite_person(animator, community, email="nora@example.org", **WORDS)
    community.stage = "archived"
    community.save()
    with pytest.raises(Conflict):
        invite_person(animator, community, email="nora@example.org", **WORDS)


def test_a_member_is_not_invited_again(community, animator, member):
    with pytest.raises(ValidationError):
        invite_person(animator, community, email=member.email, **WORDS)


def test_one_invitation_at_a_time_for_an_address(community, animator, coanimator):
    first, _token = invite_person(animator, community, email="nora@example.org", **WORDS)
    with pytest.raises(ValidationError):
        invite_person(coanimator, community, email="NORA@example.org", **WORDS)

    Invitation.objects.update(expires_at=now() - timedelta(minutes=1))
    second, _token = invite_person(coanimator, community, email="nora@example.org", **WORDS)
    assert second != first


def test_twenty_an_hour_at_most(as_, community, animator):
    """R-IV-05: 20 an hour a person, with when to come back."""
    roomy()
    for n in range(20):
        invite_person(animator, community, email=f"nora{n}@example.org", **WORDS)

    response = as_(animator).post(f"/communities/{community.slug}/invitations/", {"email": "n@example.org", **WORDS})
    assert response.status_code == 429
    assert 3500 < int(response["Retry-After"]) <= 3601
    Invitation.objects.update(created_at=now() - timedelta(hours=1, minutes=1))
    invite_person(animator, community, email="n@example.org", **WORDS)


def test_no_letter_goes_to_somebody_shut_out(community, animator, outsider):
    outsider.suspended_at = now()
    outsider.save()

    invite_person(animator, community, email=outsider.email, **WORDS)

    assert delivered() == []


def test_a_host_withdraws_an_invitation(as_, community, coanimator, animator):
    invitation, _token = invite_person(animator, community, email="nora@example.org", **WORDS)

    response = as_(coanimator).post(f"/communities/{community.slug}/invitations/{invitation.pk}/revoke/")

    assert response.status_code == 303
    invitation.refresh_from_db()
    assert invitation.revoked_at


def test_an_invitation_belongs_to_its_community(as_, community, private_community, animator):
    """R-AZ-06"""
    invitation, _token = invite_person(animator, private_community, email="nora@example.org", **WORDS)

    response = as_(animator).post(f"/communities/{community.slug}/invitations/{invitation.pk}/revoke/")

    assert response.status_code == 404


def test_an_answered_invitation_is_not_withdrawn(community, animator):
    invitation, _token = invite_person(animator, community, email="nora@example.org", **WORDS)
    Invitation.objects.update(answer="declined", answered_at=now())

    with pytest.raises(Conflict):
        revoke_invitation(animator, invitation)
