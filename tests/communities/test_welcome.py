"""Once inside: how much reaches me, a welcome with a first step, and why I am here (domain: onboarding)."""

import pytest
from django.utils.timezone import now

from communities.actions import accept_invitation, choose_rhythm, join_community
from communities.models import Community, HostQuestion, Membership
from tests.communities.letters import WORDS, address, delivered
from tests.factories import make_post, make_question, make_reply


@pytest.fixture
def inside(sent, nora):
    accept_invitation(nora, sent[0])
    delivered().clear()
    return nora


def test_after_yes_one_chooses_how_much_reaches_them_then_arrives(as_, sent, nora, community):
    browser = as_(nora)

    response = browser.post(address(sent, "accept/"))
    assert response.url == "/communities/pumps/welcome/"
    assert 'data-rse="rhythm.set"' in browser.get(response.url).text
    response = browser.post(response.url, {"rhythm": "silent"})

    assert (response.status_code, response.url) == (303, "/communities/pumps/#first-step")
    assert Membership.objects.get(person=nora).rhythm == "silent"
    assert browser.post("/communities/pumps/welcome/", {"rhythm": "loud"}).status_code == 422


def test_the_welcome_says_why_what_and_the_first_step(as_, inside, community, animator, member):
    question = make_question(member, community, title="Why does it drip?")

    page = as_(inside).get("/communities/pumps/").text

    assert 'id="welcome"' in page
    for words in (
        WORDS["why_you"],
        WORDS["expected"],
        WORDS["first_step"],
        "Reading is a fine start",
        "Why does it drip?",
    ):
        assert words in page
    assert f"/posts/{question.pk}/reply/" in page
    assert "autofocus" in as_(inside).get(f"/posts/{question.pk}/reply/").text


def test_without_a_question_the_first_step_is_a_post(as_, inside):
    assert "/posts/new/?community=pumps" in as_(inside).get("/communities/pumps/").text


def test_it_goes_with_the_first_words_or_when_closed(as_, inside, community, outsider, member):
    make_reply(inside, make_question(member, community))
    assert 'id="welcome"' not in as_(inside).get("/communities/pumps/").text

    join_community(outsider, community)
    browser = as_(outsider)
    assert 'id="welcome"' in browser.get("/communities/pumps/").text
    assert browser.post("/communities/pumps/welcome/close/").status_code == 303
    assert 'id="welcome"' not in browser.get("/communities/pumps/").text


def test_nobody_who_hosts_or_has_been_there_for_long_is_welcomed(as_, community, animator, member):
    Membership.objects.filter(person=member).update(joined_at=now().replace(year=2020))

    for person in (animator, member):
        assert 'id="welcome"' not in as_(person).get("/communities/pumps/").text


def test_why_am_i_here_is_always_one_click_away(as_, inside, community, animator):
    assert "/communities/pumps/why/" in as_(inside).get("/communities/pumps/").text

    page = as_(inside).get("/communities/pumps/why/").text
    for words in (*WORDS.values(), animator.display_name, 'data-rse="community.leave"', 'data-rse="host.ask"'):
        assert words in page


def test_who_came_alone_reads_the_communitys_answers(as_, community, member):
    community.for_whom, community.expected = "Who has mounted a seal.", "Ten minutes a week."
    community.save()

    page = as_(member).get("/communities/pumps/why/").text

    assert "Who has mounted a seal." in page
    assert "Ten minutes a week." in page


def test_a_member_asks_the_host_between_the_two_of_them(as_, community, member, animator, coanimator):
    response = as_(member).post("/communities/pumps/why/", {"question": "What is expected of me?"})
    assert response.status_code == 303

    assert delivered()[-1].to == [animator.email]
    assert animator.notifications.get(kind="asked").community == community
    assert "What is expected of me?" in as_(coanimator).get("/communities/pumps/invitations/").text
    assert as_(coanimator).post(
        f"/communities/pumps/questions/{HostQuestion.objects.get().pk}/", {"answer": "A case told."}
    ).status_code == 303  # fmt: skip
    assert (delivered()[-1].to, "A case told." in delivered()[-1].body) == ([member.email], True)


def test_why_is_for_members(as_, outsider, community):
    for path in ("why/", "welcome/"):
        assert as_(outsider).get(f"/communities/pumps/{path}").status_code == 403


# What each rhythm changes


def test_everything_also_tells_of_each_post(member, community, animator, coanimator):
    choose_rhythm(member, community, "all")

    make_question(animator, community)

    assert [row.kind for row in member.notifications.all()] == ["posted"]
    assert not coanimator.notifications.exists()


def test_silence_leaves_calls_by_name(member, community, animator):
    choose_rhythm(member, community, "silent")
    post = make_question(member, community)

    make_reply(animator, post)
    assert not member.notifications.exists()
    make_reply(animator, post, "@aminata, have you tried?")
    assert [row.kind for row in member.notifications.all()] == ["mention"]


def test_the_essential_is_as_it_always_was(member, community, animator):
    make_reply(animator, make_question(member, community))
    make_post(animator, community)

    assert [row.kind for row in member.notifications.all()] == ["reply"]


def test_a_second_question_to_the_host_waits_and_keeps_its_text(as_, community, member):
    browser, url = as_(member), f"/communities/{community.slug}/why/"
    browser.post(url, {"question": "What is expected of me?"})
    page = browser.get(url).text
    assert "has your question" in page
    assert 'data-rse="host.ask"' not in page

    again = browser.post(url, {"question": "And by when?"})
    assert again.status_code == 409
    assert "And by when?" in again.text


def test_after_the_rhythm_the_first_step_has_the_focus(as_, community, nora, sent):
    accept_invitation(nora, sent[0])
    browser = as_(nora)

    chosen = browser.post(f"/communities/{community.slug}/welcome/", {"rhythm": "essential"})

    assert chosen.url == f"/communities/{community.slug}/#first-step"
    assert 'id="first-step"' in browser.get(chosen.url).text


def test_an_archived_community_asks_no_first_step(as_, community, nora, sent):
    accept_invitation(nora, sent[0])
    Community.objects.update(stage="archived")

    assert 'id="welcome"' not in as_(nora).get(f"/communities/{community.slug}/").text
