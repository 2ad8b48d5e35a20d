"""Reactions, answers, pins, follows over HTTP."""

import pytest

from posts.models import Reaction
from tests import factories

HTMX = {"HX-Request": "true"}


def test_a_reaction_without_a_script_comes_back_to_the_message(as_, post, animator):
    answer = as_(animator).post(f"/posts/{post.pk}/reactions/", {"emoji": "useful"})

    assert (answer.status_code, answer.url) == (303, f"/posts/{post.pk}/")
    assert Reaction.objects.get().emoji == "useful"


def test_a_script_gets_the_buttons_as_they_are_now(as_, post, animator):
    browser = as_(animator)
    given = browser.post(f"/posts/{post.pk}/reactions/", {"emoji": "useful"}, headers=HTMX)
    taken_back = browser.post(f"/posts/{post.pk}/reactions/", {"emoji": "useful"}, headers=HTMX)

    assert f'id="reactions-post-{post.pk}"' in given.text
    assert 'aria-pressed="true"' in given.text
    assert 'aria-pressed="true"' not in taken_back.text
    assert 'data-rse="react"' in given.text


def test_a_reply_is_thanked(as_, post, animator, member):
    reply = factories.make_reply(animator, post)
    answer = as_(member).post(f"/replies/{reply.pk}/reactions/", {"emoji": "thanks"}, headers=HTMX)

    assert f'id="reactions-reply-{reply.pk}"' in answer.text
    assert f'action="/replies/{reply.pk}/reactions/"' in answer.text


@pytest.mark.parametrize("emoji", ["", "love", "<b>", "x" * 5000])
def test_other_reactions_are_refused(as_, post, animator, emoji):
    answer = as_(animator).post(f"/posts/{post.pk}/reactions/", {"emoji": emoji})

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_the_author_accepts_and_takes_back(as_, question, member, animator):
    reply = factories.make_reply(animator, question)
    browser = as_(member)

    assert browser.post(f"/replies/{reply.pk}/accept/").url == f"/posts/{question.pk}/#reply-{reply.pk}"
    question.refresh_from_db()
    assert question.accepted_reply == reply
    assert browser.post(f"/posts/{question.pk}/unaccept/").url == f"/posts/{question.pk}/"
    question.refresh_from_db()
    assert question.accepted_reply is None


def test_following_is_a_button(as_, post, outsider):
    browser = as_(outsider)
    assert browser.post(f"/posts/{post.pk}/follow/").status_code == 303
    assert 'aria-pressed="false"' in browser.post(f"/posts/{post.pk}/follow/", headers=HTMX).text


def test_a_host_pins(as_, post, animator, member):
    assert as_(member).post(f"/posts/{post.pk}/pin/").status_code == 403
    assert as_(animator).post(f"/posts/{post.pk}/pin/").url == "/communities/pumps/"


GESTURES = ["/posts/{p}/reactions/", "/replies/{r}/reactions/", "/replies/{r}/accept/", "/posts/{p}/unaccept/",
            "/posts/{p}/pin/"]  # fmt: skip


@pytest.mark.parametrize("address", [*GESTURES, "/posts/{p}/follow/"])
def test_gestures_are_posted_seen_and_alive(
    as_, client, community, secret_community, member, outsider, archived, address
):
    """R-CS-04, R-AZ-03, matrix B.1."""
    hidden = factories.make_question(member, secret_community)
    there = address.format(p=hidden.pk, r=factories.make_reply(member, hidden).pk)
    shown = factories.make_question(member, community)
    here = address.format(p=shown.pk, r=factories.make_reply(member, shown).pk)

    assert as_(member).get(here).status_code == 405
    assert client.post(here, {"emoji": "useful"}).status_code == 302
    assert as_(outsider).post(there, {"emoji": "useful"}).status_code == 404
    if address in GESTURES:
        assert as_(outsider).post(here, {"emoji": "useful"}).status_code == 403
    archived()
    assert as_(member).post(here, {"emoji": "useful"}).status_code == 409


def test_why_one_is_here_is_a_click_away_in_a_thread_for_members_alone(as_, member, outsider, animator, community):
    url = factories.make_post(animator, community).get_absolute_url()
    why = f'href="/communities/{community.slug}/why/"'

    assert why in as_(member).get(url).text
    assert why not in as_(outsider).get(url).text
