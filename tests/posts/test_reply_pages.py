"""Answering in place and on a page."""

import pytest

from posts.actions import delete_post, delete_reply
from posts.models import Draft, Reply
from tests import factories
from tests.posts.files import a_picture

HTMX = {"HX-Request": "true"}


def test_replying_leads_to_the_reply(as_, post, animator):
    answer = as_(animator).post(f"/posts/{post.pk}/replies/", {"body": "Seen here too"})

    reply = Reply.objects.get()
    assert (answer.status_code, answer.url) == (303, f"/posts/{post.pk}/#reply-{reply.pk}")


def test_a_script_gets_the_reply_and_a_fresh_form(as_, post, animator):
    answer = as_(animator).post(f"/posts/{post.pk}/replies/", {"body": "Seen here too"}, headers=HTMX)

    assert answer.status_code == 200
    assert f'id="reply-{Reply.objects.get().pk}"' in answer.text
    assert answer.text.count('data-rse="reply.create"') == 1
    assert "Seen here too</textarea>" not in answer.text
    assert "Reply published" in answer.headers["HX-Trigger-After-Settle"]


def test_an_answer_to_a_reply_stands_alone_under_it(as_, post, animator, member):
    parent = factories.make_reply(member, post)
    sent = {"body": "Yes", "parent": parent.pk}
    answer = as_(animator).post(f"/posts/{post.pk}/replies/", sent, headers=HTMX)

    assert Reply.objects.get(body="Yes").parent == parent
    assert "reply-in" in answer.text
    assert 'data-rse="reply.create"' not in answer.text


def test_the_field_of_a_reply_opens_in_place_or_on_its_page(as_, post, animator, member):
    parent = factories.make_reply(member, post, body="First")
    Draft.objects.create(person=animator, post=post, parent=parent, body="Half a sen")
    browser = as_(animator)

    page = browser.get(f"/posts/{post.pk}/reply/?to={parent.pk}")
    alone = browser.get(f"/posts/{post.pk}/reply/?to={parent.pk}", headers=HTMX)

    for answer in (page, alone):
        assert f'name="parent" value="{parent.pk}"' in answer.text
        assert "Half a sen</textarea>" in answer.text
    assert "First" in page.text
    assert "<html" not in alone.text


@pytest.mark.parametrize("parent", ["0", "99999999999999999999", "x", "-1", "²"])
def test_a_reply_that_is_not_there_cannot_be_answered(as_, post, animator, parent):
    """R-AZ-06, R-RB-01"""
    assert as_(animator).post(f"/posts/{post.pk}/replies/", {"body": "a", "parent": parent}).status_code == 404


def test_the_parent_is_of_the_same_thread(as_, post, community, animator):
    """R-AZ-06"""
    elsewhere = factories.make_reply(animator, factories.make_post(animator, community, body="Other"))

    sent = {"body": "a", "parent": elsewhere.pk}
    assert as_(animator).post(f"/posts/{post.pk}/replies/", sent).status_code == 404


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_wrong_reply_comes_back_with_its_text(as_, post, animator, headers):
    answer = as_(animator).post(f"/posts/{post.pk}/replies/", {"body": "b" * 20_001}, headers=headers)

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert "20,001" in answer.text or "20001" in answer.text
    assert "b" * 20_001 in answer.text


def test_an_empty_reply_is_refused_unless_it_brings_a_picture(as_, post, animator):
    browser = as_(animator)

    assert browser.post(f"/posts/{post.pk}/replies/", {"body": ""}).status_code == 422
    assert browser.post(f"/posts/{post.pk}/replies/", {"file": a_picture()}).status_code == 303
    assert Reply.objects.get().attachments.count() == 1


def test_the_unseen_and_the_absent_are_the_same_404(as_, secret_community, member, outsider, administrator):
    """R-AZ-03"""
    hidden = factories.make_post(member, secret_community)
    for person in (outsider, administrator):
        browser = as_(person)
        answers = [browser.post(f"/posts/{pk}/replies/", {"body": "x"}) for pk in (hidden.pk, hidden.pk + 1000)]
        assert {answer.status_code for answer in answers} == {404}
        assert answers[0].content == answers[1].content


def test_in_an_open_community_strangers_read_but_do_not_answer(as_, post, outsider):
    browser = as_(outsider)

    assert browser.post(f"/posts/{post.pk}/replies/", {"body": "x"}).status_code == 403
    assert browser.get(f"/posts/{post.pk}/reply/").status_code == 403


def test_what_is_archived_or_gone_answers_409(as_, post, archived, animator, member):
    reply = factories.make_reply(member, post)
    delete_reply(member, reply)
    browser = as_(animator)
    assert browser.post(f"/posts/{post.pk}/replies/", {"body": "x", "parent": reply.pk}).status_code == 404
    delete_post(member, post)
    assert browser.post(f"/posts/{post.pk}/replies/", {"body": "x"}).status_code == 409
    archived()
    assert browser.post(f"/posts/{post.pk}/replies/", {"body": "x"}).status_code == 409


def test_a_draft_waits_in_the_thread_and_in_the_feed(as_, post, animator):
    Draft.objects.create(person=animator, post=post, body="Half a sen")
    browser = as_(animator)

    for address in (f"/posts/{post.pk}/", "/communities/pumps/", "/"):
        assert "Half a sen</textarea>" in browser.get(address).text, address


def test_drafts_are_ones_own(as_, post, animator, coanimator):
    """R-AZ-07"""
    Draft.objects.create(person=animator, post=post, body="Half a sen")

    for address in (f"/posts/{post.pk}/", "/communities/pumps/", "/", "/drafts/"):
        assert "Half a sen" not in as_(coanimator).get(address).text
