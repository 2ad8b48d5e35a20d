"""What one was writing, on any device."""

import re
from uuid import uuid4

import pytest
from django.utils.timezone import now

from posts.actions import publish_post, save_draft
from posts.models import Draft
from tests import factories

FETCH = {"X-Requested-With": "fetch"}


def test_a_draft_is_saved_while_one_types(as_, community, member):
    browser = as_(member)
    sent = {"community": "pumps", "kind": "question", "title": "Who", "body": "  Half\r\n a sen"}
    answer = browser.post("/drafts/save/", sent, headers=FETCH)

    draft = Draft.objects.get()
    assert (answer.status_code, answer.text.strip()[:11]) == (200, "Draft saved")
    assert (draft.person, draft.community, draft.kind, draft.title, draft.body) == (
        member, community, "question", "Who", "  Half\n a sen",
    )  # fmt: skip


def test_each_place_has_one(as_, post, community, member):
    reply = factories.make_reply(member, post)
    places = [{"community": "pumps"}, {"home": "1", "community": "pumps"}, {"post": post.pk},
              {"post": post.pk, "parent": reply.pk}]  # fmt: skip
    browser = as_(member)
    for body in ("first", "second"):
        for place in places:
            browser.post("/drafts/save/", {**place, "body": body}, headers=FETCH)

    assert set(Draft.objects.values_list("community", "post", "parent", "body")) == {
        (community.pk, None, None, "second"),
        (None, None, None, "second"),
        (None, post.pk, None, "second"),
        (None, post.pk, reply.pk, "second"),
    }


def test_the_list_says_whether_it_is_a_question(as_, community, member):
    browser = as_(member)
    for kind, words in (("question", "A question"), ("message", "A message")):
        browser.post("/drafts/save/", {"community": "pumps", "kind": kind, "body": "Half"}, headers=FETCH)
        assert words in browser.get("/drafts/").text


def test_a_draft_begun_from_nowhere_knows_the_community_that_was_chosen(as_, community, member):
    browser = as_(member)
    browser.post("/drafts/save/", {"home": "1", "community": "pumps", "body": "Half"}, headers=FETCH)

    assert Draft.objects.get().community is None
    assert '<option value="pumps"' in (page := browser.get("/posts/new/").text)
    assert re.search(r'<option value="pumps"[^>]* selected', page)
    assert "A message · Pumps" in browser.get("/drafts/").text


def test_where_a_draft_would_go_is_not_named_to_who_left_a_secret_place(as_, secret_community, member):
    browser = as_(member)
    browser.post("/drafts/save/", {"home": "1", "community": secret_community.slug, "body": "Half"}, headers=FETCH)
    secret_community.memberships.filter(person=member).update(left_at=now())

    assert secret_community.name not in browser.get("/drafts/").text
    assert secret_community.name not in browser.get("/posts/new/").text


def test_an_emptied_form_forgets_its_draft(as_, community, member):
    browser = as_(member)
    browser.post("/drafts/save/", {"community": "pumps", "body": "a"}, headers=FETCH)
    browser.post("/drafts/save/", {"community": "pumps", "body": " "}, headers=FETCH)

    assert not Draft.objects.exists()


def test_a_save_that_arrives_after_its_form_was_sent_changes_nothing(community, member):
    key = uuid4()
    publish_post(member, community, body="Hello", idempotency_key=key)

    assert save_draft(member, community=community, body="Hel", idempotency_key=key) is None
    assert not Draft.objects.exists()


def test_without_a_script_a_button_saves_and_the_list_says_so(as_, community, member):
    browser = as_(member)
    answer = browser.post("/drafts/save/", {"community": "pumps", "body": "Half a sen"}, follow=True)

    assert answer.redirect_chain == [("/drafts/", 303)]
    assert "Half a sen" in answer.text
    assert "Draft saved." in answer.text


@pytest.mark.parametrize("body", ["a\x00b", "a" * 30_000])
def test_strange_drafts_do_no_harm(as_, community, member, body):
    """R-RB-01"""
    assert as_(member).post("/drafts/save/", {"body": body}, headers=FETCH).status_code == 200
    assert len(Draft.objects.get().body) <= 20_000


def test_no_draft_lies_in_a_place_one_does_not_see(as_, secret_community, member, outsider):
    """R-AZ-03"""
    hidden = factories.make_post(member, secret_community)
    browser = as_(outsider)

    for place in ({"community": "takeover"}, {"post": hidden.pk}, {"post": "x"}, {"community": "absent"}):
        assert browser.post("/drafts/save/", {**place, "body": "a"}, headers=FETCH).status_code == 404


def test_the_list_leads_back_to_each_place(as_, post, community, member):
    for place in ({"community": "pumps"}, {"home": "1"}, {"post": post.pk}):
        as_(member).post("/drafts/save/", {**place, "body": "a"}, headers=FETCH)

    page = as_(member).get("/drafts/").text

    for address in ("/communities/pumps/#compose", "/posts/new/", f"/posts/{post.pk}/reply/"):
        assert f'href="{address}"' in page


def test_who_left_keeps_the_words_without_the_name_of_the_place(as_, secret_community, member):
    """R-AZ-03, R-RT-02"""
    save_draft(member, post=factories.make_post(member, secret_community), body="My other words")
    save_draft(member, community=secret_community, body="My own words")
    member.memberships.filter(community=secret_community).update(left_at="2026-01-01T00:00Z", left_reason="removed")

    page = as_(member).get("/drafts/").text

    assert "My own words" in page
    assert "My other words" in page
    assert "Takeover" not in page
    assert "takeover" not in page


def test_a_draft_is_discarded_by_its_owner_alone(as_, member, animator):
    """R-AZ-07"""
    draft = save_draft(member, body="a")

    assert as_(animator).post(f"/drafts/{draft.pk}/discard/").status_code == 404
    assert as_(member).post(f"/drafts/{draft.pk}/discard/").url == "/drafts/"
    assert not Draft.objects.exists()
