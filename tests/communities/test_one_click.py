"""Every letter that concerns a community can be ended by one click in a mail program (RFC 8058, R-PR-07, R-IN-05)."""

import re

import pytest
from django.conf import settings
from django.test import Client

from communities.actions import answer_question, ask_host, ask_inviter, invite_person
from communities.letters import send_reminder
from communities.models import HostQuestion, Membership
from tests.communities.letters import WORDS, address

SPLIT = "Hello\r\nBcc: evil@example.org\r\n\r\nMore"
SILENT = Membership.Rhythm.SILENT


def end(letter):
    """What a mail program sends: no cookie, no token, no script."""
    [link] = re.findall(r"<([^>]+)>", letter.message["List-Unsubscribe"])
    path = link.removeprefix(settings.BASE_URL)
    return Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"}).status_code


@pytest.fixture
def letters_about(letterbox, animator, member, outsider):
    """`letters_about(community)`: one letter of each kind, as the mail server got them."""

    def send(community, words="What is expected?"):
        sent = invite_person(animator, community, email=outsider.email, **WORDS)
        send_reminder(sent[0].pk, sent[1])
        ask_inviter(sent[0], text=words, person=outsider)
        ask_host(member, community, text=words)
        for question in HostQuestion.objects.all():
            answer_question(animator, question, answer=words)
        return sent, letterbox.letters_to()

    return send


@pytest.fixture(params=["open", "secret"])
def place(request, community, secret_community):
    return community if request.param == "open" else secret_community


def test_every_letter_is_whole_and_tells_no_name_of_a_secret_community(
    letters_about, letterbox, place, animator, member
):
    Membership.objects.get_or_create(community=place, person=member)
    letters_about(place)
    ask_host(member, place, text="And when?")
    found = letterbox.letters_to()

    assert len(found) == 5
    for letter in found:
        message = letter.message
        assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click", letter.subject
        assert re.fullmatch(rf"<{re.escape(settings.BASE_URL)}/[^>\s]+>", message["List-Unsubscribe"]), letter.subject
        assert re.fullmatch(r"<(invitation|question|answer)-\d+(-reminder)?@[\w.-]+>", letter.message_id)
        assert letter.text.strip()
        assert len(letter.to) == len(message["To"].addresses) == 1
        assert all(link.startswith(settings.BASE_URL) for link in letter.links), "absolute, and ours"
        assert not re.search(r"(?:href|src)=\"(?!https?://|cid:|mailto:)", letter.html)
        if place.visibility == "secret":
            assert place.name not in letter.message.as_string()
            assert place.slug not in letter.subject
    assert len({letter.message_id for letter in found}) == len(found)


def test_no_words_of_anybody_add_a_header(letters_about, letterbox, community, animator):
    """R-IN-05."""
    animator.display_name = community.name = SPLIT
    animator.save()
    community.save()
    Membership.objects.filter(person=animator).update(rhythm="all")

    _sent, found = letters_about(community, SPLIT)

    assert found
    for letter in found:
        assert letter.message["Bcc"] is None
        assert len(letter.to) == 1


def test_a_host_ends_the_questions_by_mail_and_still_finds_them_here(as_, letterbox, community, animator, member):
    ask_host(member, community, text="How long?")

    assert end(letterbox.newest(animator.email)) == 204

    assert Membership.objects.get(community=community, person=animator).rhythm == SILENT
    answer_question(animator, HostQuestion.objects.get(), answer="Ten minutes.")
    ask_host(member, community, text="And when?")
    assert len(letterbox.letters_to(animator.email)) == 1
    assert "<b>Aminata</b> asks you something about <b>Pumps</b>" in as_(animator).get("/notifications/").text


def test_who_is_invited_ends_it_from_the_answer_too(letterbox, community, animator):
    invitation, _token = invite_person(animator, community, email="nora@example.org", **WORDS)
    answer_question(animator, ask_inviter(invitation, text="How long?"), answer="Ten minutes.")

    assert end(letterbox.newest("nora@example.org")) == 204

    invitation.refresh_from_db()
    assert invitation.answer == "declined"


def test_a_member_s_answers_go_on_and_the_rest_falls_silent(letterbox, community, animator, member):
    answer_question(animator, ask_host(member, community, text="How long?"), answer="Ten minutes.")

    assert [end(letterbox.newest(member.email)) for _twice in range(2)] == [204, 204]

    assert Membership.objects.get(community=community, person=member).rhythm == SILENT
    answer_question(animator, ask_host(member, community, text="And when?"), answer="On Mondays.")
    assert len(letterbox.letters_to(member.email)) == 2


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["membership-1", "membership-1.invented", "invitation-1.x", "x", "1.2.3"])
def test_an_invented_key_ends_nothing(client, key):
    assert client.post(f"/letters/{key}/stop/").status_code == 404


def test_looking_at_the_address_ends_nothing(client, letterbox, community, animator, member):
    """R-CS-04."""
    ask_host(member, community, text="How long?")
    link = letterbox.newest(animator.email).message["List-Unsubscribe"].strip("<>").removeprefix(settings.BASE_URL)

    asked = client.get(link)
    assert asked.status_code == 200
    assert asked["Referrer-Policy"] == "no-referrer"
    assert community.name not in asked.text
    assert Membership.objects.get(community=community, person=animator).rhythm != SILENT


def test_a_mail_program_that_opens_the_address_shows_a_page_with_one_button(
    client, letterbox, community, animator, member
):
    """R-PR-07."""
    ask_host(member, community, text="How long?")
    link = letterbox.newest(animator.email).message["List-Unsubscribe"].strip("<>").removeprefix(settings.BASE_URL)

    [button] = re.findall(r'<button[^>]* name="(\w+)" value="1"', client.get(link).text)
    done = client.post(link, {button: "1"}, headers={"Accept-Language": "en"})

    assert done.status_code == 200
    assert "No more letters" in done.text
    assert Membership.objects.get(community=community, person=animator).rhythm == SILENT


def test_the_address_of_an_invitation_s_letter_shows_the_same_page(client, letterbox, community, animator):
    sent = invite_person(animator, community, email="nora@example.org", **WORDS)
    link = address(sent, "unsubscribe/")

    assert 'name="by_hand"' in client.get(link).text
    sent[0].refresh_from_db()
    assert not sent[0].answer
    assert client.post(link, {"by_hand": "1"}).status_code == 200
    sent[0].refresh_from_db()
    assert sent[0].answer == "declined"


def test_the_letter_of_an_invitation_still_ends_by_its_own_token(client, letterbox, community, animator):
    sent = invite_person(animator, community, email="nora@example.org", **WORDS)

    assert address(sent, "unsubscribe/") in letterbox.newest("nora@example.org").message["List-Unsubscribe"]
