"""The page of an invitation, and its answer: R-IV-01..05. Whoever holds the link finds out where they stand."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from communities.actions import change_role, invite_person
from communities.models import Invitation, Membership
from tests.communities import hands_over
from tests.communities.letters import WORDS, address, is_member
from tests.factories import close

# Reading


def test_it_is_read_without_an_account(client, community, sent, animator):
    response = client.get(address(sent))

    assert response.status_code == 200
    assert f"<h1>{community.purpose}</h1>" in response.text
    for words in (*WORDS.values(), animator.display_name):
        assert words in response.text
    assert response["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response["Cache-Control"]


def test_reading_changes_nothing(client, sent, nora, as_):
    """R-IV-04: GET and HEAD are harmless, mail scanners included."""
    for browser in (client, as_(nora)):
        browser.get(address(sent))
        browser.head(address(sent))
        for verb in ("accept/", "decline/"):
            assert browser.get(address(sent, verb)).status_code == 405
        browser.get(address(sent, "unsubscribe/"))

    sent[0].refresh_from_db()
    assert not sent[0].answer
    assert not nora.memberships.exists()


def test_after_opening_its_clean_address_works_for_this_visitor(client, sent, community):
    client.get(address(sent))

    assert community.purpose in client.get("/invitations/open/").text


def test_the_clean_address_holds_nothing_for_somebody_else(client, db):
    assert client.get("/invitations/open/").status_code == 404


def test_dead_foreign_and_invented_links_are_one_same_page(client, as_, community, animator, outsider, sent):
    """R-IV-05: without the community's name."""
    expired = invite_person(animator, community, email="a@example.org", **WORDS)
    Invitation.objects.filter(pk=expired[0].pk).update(expires_at=now())
    revoked = invite_person(animator, community, email="b@example.org", **WORDS)
    Invitation.objects.filter(pk=revoked[0].pk).update(revoked_at=now())
    used = invite_person(animator, community, email="c@example.org", **WORDS)
    Invitation.objects.filter(pk=used[0].pk).update(answer="accepted", answered_at=now())
    dead = [address(one) for one in (expired, revoked, used)]
    garbage = ["/invitations/nothing/", f"/invitations/{'x' * 43}/", "/invitations/%20é/"]

    anonymous = {(r.status_code, r.text) for r in map(client.get, dead + garbage)}
    foreign = {(r.status_code, r.text) for r in map(as_(outsider).get, [address(sent), *dead, *garbage])}

    assert len(anonymous) == len(foreign) == 1
    status, text = foreign.pop()
    assert status == anonymous.pop()[0] == 404
    assert community.name not in text
    assert community.purpose not in text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"expires_at": now() - timedelta(days=1)}, "has expired"),
        ({"revoked_at": now()}, "was withdrawn"),
        ({"answer": "declined", "answered_at": now()}, "You declined"),
        ({"answer": "accepted", "answered_at": now()}, "has been used"),
    ],
)
def test_the_person_it_was_sent_to_reads_what_became_of_it(as_, sent, nora, community, animator, change, words):
    Invitation.objects.update(**change)

    for response in (as_(nora).get(address(sent)), as_(nora).post(address(sent, "accept/"))):
        assert response.status_code == 410
        assert words in response.text
        assert animator.display_name in response.text
        assert community.name not in response.text
    assert not is_member(community, nora)


def test_what_was_archived_meanwhile_takes_nobody(as_, client, sent, nora, community, administrator):
    close(administrator, community)

    assert "has ended" in as_(nora).get(address(sent)).text
    assert client.get(address(sent)).status_code == 404
    assert as_(nora).post(address(sent, "accept/")).status_code == 410


def test_the_right_of_who_invited_is_checked_again(as_, sent, nora, community, animator, member):
    """R-IV-05"""
    hands_over(animator, community, member)
    change_role(member, community.memberships.get(person=animator), "member")

    assert "no longer holds" in as_(nora).get(address(sent)).text
    assert as_(nora).post(address(sent, "accept/")).status_code == 410
    assert not is_member(community, nora)


def test_a_member_finds_the_way_in(as_, sent, nora, community):
    Membership.objects.create(community=community, person=nora)

    response = as_(nora).get(address(sent))

    assert response.status_code == 200
    assert "You belong to it already" in response.text


def test_who_has_an_account_is_asked_to_sign_in_and_comes_back(client, sent, nora):
    page = client.get(address(sent)).text
    assert "/accounts/login/?next=/invitations/open/" in page
    assert 'name="password"' not in page

    response = client.post(address(sent, "accept/"))
    assert response.status_code == 303
    assert response.url == "/accounts/login/?next=/invitations/open/"


# In the product, for who is signed in


def test_a_colleague_reads_and_accepts_it_without_the_letter(as_, sent, nora, community):
    url = sent[0].get_absolute_url()

    assert as_(nora).get(url).status_code == 200
    assert as_(nora).post(f"{url}accept/").status_code == 303
    assert is_member(community, nora)


def test_its_number_opens_nothing_for_others(client, as_, sent, outsider):
    url = sent[0].get_absolute_url()

    assert client.get(url).status_code == 302
    assert client.get(url).url.startswith("/accounts/login/")
    foreign, absent = as_(outsider).get(url), as_(outsider).get("/invitations/mine-999999/")
    assert foreign.status_code == absent.status_code == 404
    assert foreign.text == absent.text
    assert as_(outsider).get("/invitations/mine-x/").status_code == 404
    assert as_(outsider).get(f"/invitations/mine-{'9' * 30}/").status_code == 404


# Accepting


def test_the_person_it_was_sent_to_accepts(as_, sent, nora, community):
    response = as_(nora).post(address(sent, "accept/"))

    assert response.status_code == 303
    assert response.url == f"/communities/{community.slug}/welcome/"
    assert is_member(community, nora)
    community.refresh_from_db()
    sent[0].refresh_from_db()
    assert community.member_count == 4
    assert (sent[0].answer, sent[0].answered_by) == ("accepted", nora)


def test_accepting_twice_is_one_membership(as_, sent, nora, community):
    browser = as_(nora)

    assert {browser.post(address(sent, "accept/")).status_code for _ in range(2)} == {303}
    assert Membership.objects.filter(community=community, person=nora).count() == 1


def test_an_address_that_is_not_verified_does_not_accept(as_, sent, nora, community):
    """R-IV-03"""
    nora.emailaddress_set.update(verified=False)

    assert as_(nora).post(address(sent, "accept/")).status_code == 404
    assert not is_member(community, nora)


def test_somebody_else_signed_in_does_not_accept(as_, sent, outsider, community):
    assert as_(outsider).post(address(sent, "accept/")).status_code == 404
    assert not is_member(community, outsider)


def test_an_invitation_lets_a_removed_person_back(as_, sent, nora, community):
    Membership.objects.create(community=community, person=nora, left_at=now(), left_reason="removed")

    as_(nora).post(address(sent, "accept/"))

    assert is_member(community, nora)


def test_the_invited_person_enters_a_secret_community(as_, nora, secret_community, animator):
    sent = invite_person(animator, secret_community, email=nora.email, **WORDS)

    assert as_(nora).get(f"/communities/{secret_community.slug}/about/").status_code == 404
    assert secret_community.purpose in as_(nora).get(address(sent)).text
    as_(nora).post(address(sent, "accept/"))
    assert as_(nora).get(f"/communities/{secret_community.slug}/about/").status_code == 200
