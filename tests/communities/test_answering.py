"""What becomes of an invitation: a newcomer's account, a refusal, a guess."""

import pytest

from accounts.models import Person
from communities.actions import invite_person
from communities.models import Community, Invitation
from tests.communities.letters import WORDS, address, is_member

# Without an account


NEWCOMER = {"display_name": "Nora Belkacem", "password": "three herons over the canal"}


def test_a_newcomer_gets_an_account_and_comes_in(client, sent, community):
    page = client.get(address(sent)).text
    assert 'name="display_name"' in page

    response = client.post(address(sent, "accept/"), NEWCOMER)

    nora = Person.objects.get(email="nora@example.org")
    assert response.status_code in (302, 303)
    assert response.url == f"/communities/{community.slug}/welcome/"
    assert client.get(response.url).status_code == 200
    assert is_member(community, nora)
    assert nora.emailaddress_set.get().verified
    assert nora.check_password(NEWCOMER["password"])
    assert not nora.is_staff


@pytest.mark.parametrize(
    "change", [{"password": "short"}, {"display_name": " "}, {"password": ""}, {"display_name": "Claire Bonnefoy"}]
)
def test_what_is_wrong_is_said_in_place(client, sent, community, change):
    response = client.post(address(sent, "accept/"), NEWCOMER | change)

    assert response.status_code == 422
    assert 'role="alert"' in response.text
    assert NEWCOMER["password"] not in response.text
    assert not Person.objects.filter(email="nora@example.org").exists()
    assert not Invitation.objects.get().answer


def test_rights_do_not_come_from_the_form(client, sent):
    """R-IN-01"""
    client.post(address(sent, "accept/"), NEWCOMER | {"is_staff": "1", "role": "animator", "email": "x@example.org"})

    nora = Person.objects.get(email="nora@example.org")
    assert not nora.is_staff
    assert nora.memberships.get().role == "member"


# Declining


def test_it_is_declined_without_account_and_without_consequence(client, sent):
    response = client.post(address(sent, "decline/"), {"reason": "time", "words": "Perhaps in spring"})

    sent[0].refresh_from_db()
    assert response.status_code == 303
    assert client.get(response.url).status_code == 200
    assert (sent[0].answer, sent[0].answer_reason, sent[0].answer_words) == ("declined", "time", "Perhaps in spring")
    assert client.get(address(sent)).status_code == 404


def test_no_reason_is_asked_and_own_words_are_welcome(client, sent, community, animator):
    client.post(address(sent, "decline/"))
    other = invite_person(animator, community, email="b@example.org", **WORDS)
    client.post(address(other, "decline/"), {"reason": "I am leaving for Lyon"})

    assert list(Invitation.objects.order_by("pk").values_list("answer", "answer_reason", "answer_words")) == [
        ("declined", "", ""),
        ("declined", "other", "I am leaving for Lyon"),
    ]


def test_the_reason_is_read_by_who_invited_alone(client, as_, sent, community, animator, coanimator):
    client.post(address(sent, "decline/"), {"reason": "unclear", "words": "What for?"})

    assert "What for?" in as_(animator).get(f"/communities/{community.slug}/invitations/").text
    assert "What for?" not in as_(coanimator).get(f"/communities/{community.slug}/invitations/").text


def test_a_mail_program_declines_in_one_click(client, sent):
    """RFC 8058: no cookie, no form."""
    from django.test import Client

    response = Client(enforce_csrf_checks=True).post(address(sent, "unsubscribe/"), {"List-Unsubscribe": "One-Click"})

    sent[0].refresh_from_db()
    assert response.status_code == 204
    assert sent[0].answer == "declined"


def test_other_answers_need_the_form_of_the_page(sent):
    """R-CS-01"""
    from django.test import Client

    for verb in ("accept/", "decline/"):
        assert Client(enforce_csrf_checks=True).post(address(sent, verb)).status_code == 403


def test_who_tries_links_is_kept_waiting(client, sent):
    """R-AU-05"""
    statuses = [client.get(f"/invitations/{n:043d}/").status_code for n in range(31)]

    assert statuses[-1] == 429
    assert statuses[:30] == [404] * 30
    assert client.get(address(sent)).status_code == 429


def test_names_of_communities_are_shown_as_text(client, community, animator):
    """R-XS-02"""
    Community.objects.update(name="<script>alert(1)</script>", purpose="<img src=x onerror=alert(1)>")
    community.refresh_from_db()
    sent = invite_person(animator, community, email="n@example.org", **WORDS | {"gain": "<b>bold</b>"})

    page = client.get(address(sent)).text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<b>bold" not in page


# Waiting


def test_what_waits_for_me_is_on_top_of_the_directory(as_, sent, nora, outsider, community):
    assert WORDS["why_you"] in as_(nora).get("/communities/").text
    assert sent[0].get_absolute_url() in as_(nora).get("/communities/").text
    assert WORDS["why_you"] not in as_(outsider).get("/communities/").text

    as_(nora).post(address(sent, "accept/"))
    assert WORDS["why_you"] not in as_(nora).get("/communities/").text
