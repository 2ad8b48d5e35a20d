"""The link always lands: nine situations for the person it was sent to, one answer for anybody else (product 4.6)."""

from datetime import timedelta

import pytest
from django.utils.timezone import now

from communities.actions import answer_question, invite_person
from communities.models import HostQuestion, Invitation, Membership
from core.policies import TooMany
from tests.communities.letters import WORDS, address, delivered, is_member
from tests.factories import close, make_person, make_post, make_question

PAST = {"expires_at": now() - timedelta(days=1)}


def test_1_signed_in_one_joins(as_, sent, nora):
    assert 'data-rse="invite.accept"' in as_(nora).get(address(sent)).text


def test_2_signed_out_one_signs_in_and_comes_back(client, sent, nora):
    assert "/accounts/login/?next=/invitations/open/" in client.get(address(sent)).text


def test_3_without_account_one_gets_it_there(client, sent):
    assert 'name="display_name"' in client.get(address(sent)).text


def test_4_with_another_account_one_is_told_how_to_change(as_, sent, outsider, community):
    response = as_(outsider).get(address(sent))

    assert response.status_code == 404
    assert "Use another account" in response.text
    assert "Ask for a new one" in response.text
    assert community.name not in response.text


def test_5_who_belongs_already_finds_the_way_in(as_, sent, nora, community):
    Membership.objects.create(community=community, person=nora)

    assert "You belong to it already" in as_(nora).get(address(sent)).text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (PAST, "has expired"),
        ({"revoked_at": now()}, "was withdrawn"),
        ({"answer": "declined", "answered_at": now()}, "You declined"),
    ],
    ids=["6-expired", "7-revoked", "8-declined"],
)
def test_6_7_8_what_has_ended_says_so_and_another_can_be_asked_for(as_, sent, nora, animator, change, words):
    Invitation.objects.update(**change)
    browser = as_(nora)

    page = browser.get(address(sent))
    assert page.status_code == 410
    assert words in page.text
    assert 'data-rse="invite.again"' in page.text

    assert browser.post(address(sent, "again/")).url == "/invitations/asked/"
    assert f"{animator.first_name} knows" in browser.get(address(sent)).text


def test_8_used_it_says_so(as_, sent, nora):
    Invitation.objects.update(answer="accepted", answered_at=now())

    assert "has been used" in as_(nora).get(address(sent)).text


def test_9_what_was_archived_says_so(as_, sent, nora, community, administrator):
    close(administrator, community)

    assert "has ended" in as_(nora).get(address(sent)).text


def test_asking_again_answers_the_same_whatever_the_link_and_tells_once(client, as_, sent, community, animator):
    """R-IV-05."""
    live = invite_person(animator, community, email="live@example.org", **WORDS)
    Invitation.objects.filter(pk=sent[0].pk).update(**PAST)
    answers = set()
    for link in (address(sent), address(sent), address(live), "/invitations/garbage/", f"/invitations/{'x' * 43}/"):
        page = client.get(f"{link}again/")
        assert page.status_code == 200
        assert community.name not in page.text
        response = client.post(f"{link}again/")
        answers.add((response.status_code, response.url))

    assert answers == {(303, "/invitations/asked/")}
    wishes = animator.notifications.filter(kind="asked")
    assert [(one.invitation_id, one.detail) for one in wishes] == [(sent[0].pk, "renewal")]
    live[0].refresh_from_db()
    assert live[0].renewal_asked_at is None


def test_the_link_is_relative_so_that_every_dead_page_has_the_same_bytes(client, sent):
    Invitation.objects.update(**PAST)

    pages = {client.get(path).text for path in (address(sent), "/invitations/garbage/")}

    assert len(pages) == 1
    assert 'href="again/"' in pages.pop()


def test_the_host_sends_the_same_words_again(as_, sent, community, animator):
    Invitation.objects.update(**PAST)
    url = f"/communities/{community.slug}/invitations/"
    assert "Send it again" in as_(animator).get(url).text

    assert as_(animator).post(f"{url}{sent[0].pk}/renew/").status_code == 303

    second = Invitation.objects.exclude(pk=sent[0].pk).get()
    assert (second.email, second.why_you) == (sent[0].email, WORDS["why_you"])
    assert second.token_hash != sent[0].token_hash


@pytest.mark.parametrize("link", ["%00", "..%2f..%2f", "a" * 5000, "%F0%9F%98%80", "mine-", "mine--1", "open"])
def test_garbage_is_no_error(client, link, db):
    """R-RB-01."""
    for verb in ("", "again/"):
        assert client.get(f"/invitations/{link}/{verb}").status_code in (200, 302, 404)


# Asking first


def test_a_question_before_answering_goes_to_who_invited_and_is_answered_by_mail(
    client, as_, sent, community, animator
):
    delivered().clear()
    response = client.post(address(sent, "ask/"), {"question": "How much time is it, really?"})
    assert response.status_code == 303
    assert "How much time is it, really?" in client.get(address(sent)).text

    [letter] = delivered()
    assert letter.to == [animator.email]
    assert "How much time is it, really?" in letter.body
    assert animator.notifications.get(kind="asked").detail == "question"
    question = HostQuestion.objects.get()
    url = f"/communities/{community.slug}/questions/{question.pk}/"
    assert as_(animator).post(url, {"answer": "Ten minutes a week."}).status_code == 303

    answer = delivered()[-1]
    assert answer.to == ["nora@example.org"]
    assert "Ten minutes a week." in answer.body
    assert animator.email not in answer.body + answer.from_email
    assert "Ten minutes a week." in client.get(address(sent)).text


def test_one_question_at_a_time(client, sent):
    assert client.post(address(sent, "ask/"), {"question": "How long?"}).status_code == 303
    assert client.post(address(sent, "ask/"), {"question": "How long?"}).status_code == 409
    assert client.post(address(sent, "ask/"), {"question": " \u200b "}).status_code in (409, 422)


def test_three_a_day(sent, animator):
    from communities.actions import ask_inviter

    for _n in range(3):
        answer_question(animator, ask_inviter(sent[0], text="How long?"), answer="Ten minutes.")
    with pytest.raises(TooMany):
        ask_inviter(sent[0], text="How long?")


def test_of_a_secret_community_the_letters_about_a_question_tell_nothing(client, animator, secret_community):
    """R-PR-07."""
    sent = invite_person(animator, secret_community, email="nora@example.org", **WORDS)
    client.post(address(sent, "ask/"), {"question": "Is it about the takeover?"})
    answer_question(animator, HostQuestion.objects.get(), answer="Yes, it is about it.")

    for letter in delivered():
        everything = letter.subject + letter.body + letter.alternatives[0][0]
        for words in (secret_community.name, secret_community.purpose, "about the takeover", "Yes, it is"):
            assert words not in everything


# What is shown


def test_a_colleague_reads_what_is_there_already_and_whom_they_know(as_, sent, nora, community, member):
    make_question(member, community, title="Why does it drip?")
    for person in (nora, member):
        person.department = "Methods"
        person.save()

    page = as_(nora).get(address(sent)).text

    assert "Why does it drip?" in page
    assert "You know Aminata" in page


def test_a_visitor_reads_titles_without_names(client, sent, community, member):
    """R-PR-05."""
    make_question(member, community, title="Why does it drip?")

    page = client.get(address(sent)).text

    assert "Why does it drip?" in page
    assert member.display_name not in page


@pytest.mark.parametrize("visibility", ["private", "secret"])
def test_posts_of_what_is_not_open_wait_until_one_is_inside(as_, sent, nora, community, member, visibility):
    make_post(member, community, title="Our price")
    community.visibility = visibility
    community.save()

    assert "Our price" not in as_(nora).get(address(sent)).text


def test_one_tap_declines_with_a_reason_that_the_inviter_is_told(as_, client, sent, animator, coanimator):
    page = client.get(address(sent)).text
    assert '<button class="btn btn-sm" name="reason" value="unclear">' in page

    client.post(address(sent, "decline/"), {"reason": "unclear"})

    told = as_(animator).get("/notifications/").text
    assert "nora@example.org</b> has declined your invitation" in told
    assert "I do not see what it is for" in told
    assert not coanimator.notifications.exists()


def test_who_invited_is_told_of_a_yes(as_, sent, nora, animator, community):
    as_(nora).post(address(sent, "accept/"))

    assert "<b>Nora</b> has accepted your invitation" in as_(animator).get("/notifications/").text
    assert is_member(community, nora)


def test_once_out_of_office_a_host_reads_no_more_of_it(as_, sent, nora, animator, community):
    as_(nora).post(address(sent, "accept/"))
    community.memberships.filter(person=animator).update(role="member")

    assert "has accepted your invitation" not in as_(animator).get("/notifications/").text


def test_the_letter_is_short_signed_and_styled_where_no_sheet_is_read(community, animator):
    person = make_person("Karim Benali", handle="karim")
    invite_person(animator, community, email="@karim", **WORDS)

    letter = delivered()[-1]
    html = letter.alternatives[0][0]
    own = letter.body
    for words in (*WORDS.values(), community.purpose):
        own = own.replace(words, "")
    assert letter.to == [person.email]
    assert len(own.split()) < 150
    assert letter.subject == "Karim, Claire invites you: Pumps"
    assert letter.from_email.startswith('"Claire Bonnefoy, via ')
    assert animator.email not in letter.from_email + letter.body
    assert 'style="' in html
    assert "prefers-color-scheme: dark" in html
    assert WORDS["why_you"] in html


def test_a_second_question_waits_for_the_answer_and_is_not_lost(client, as_, sent, nora, animator):
    browser = as_(nora)
    browser.post(address(sent, "ask/"), {"question": "How much time is it, really?"})
    page = browser.get(address(sent)).text
    assert "Claire has your question" in page
    assert 'data-rse="invite.ask"' not in page

    again = browser.post(address(sent, "ask/"), {"question": "And who else is in it?"})
    assert again.status_code == 409
    assert "And who else is in it?" in again.text
    assert "then you may ask another" in again.text

    answer_question(animator, HostQuestion.objects.get(), answer="Ten minutes a week.")
    assert browser.post(address(sent, "ask/"), {"question": "And who else is in it?"}).status_code == 303


def test_the_fourth_question_of_a_day_keeps_its_text(as_, sent, nora, animator):
    browser = as_(nora)
    for n in range(3):
        browser.post(address(sent, "ask/"), {"question": f"Question {n}?"})
        answer_question(animator, HostQuestion.objects.get(answered_at=None), answer="Yes.")

    refused = browser.post(address(sent, "ask/"), {"question": "One more thing?"})

    assert refused.status_code == 429
    assert "One more thing?" in refused.text
