"""Publishing from a community and from anywhere, with a script and without."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from posts.models import Attachment, Draft, Post
from tests import factories
from tests.posts.files import a_picture

HTMX = {"HX-Request": "true"}


def test_publishing_leads_to_the_new_post(as_, member, community):
    answer = as_(member).post("/communities/pumps/posts/", {"kind": "message", "body": "Hello"})

    post = Post.objects.get()
    assert (answer.status_code, answer.url) == (303, f"/posts/{post.pk}/")
    assert (post.author, post.community, post.kind) == (member, community, "message")


def test_a_script_gets_a_fresh_form_and_the_new_card(as_, member, community):
    answer = as_(member).post("/communities/pumps/posts/", {"kind": "question", "title": "Who?"}, headers=HTMX)

    post = Post.objects.get()
    assert answer.status_code == 200
    assert f'<article class="post" id="post-{post.pk}"' in answer.text
    assert answer.text.count('data-rse="post.create"') == 1
    assert "<html" not in answer.text


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_wrong_form_comes_back_with_its_text(as_, member, community, headers):
    sent = {"kind": "question", "title": "", "body": "My long explanation"}
    answer = as_(member).post("/communities/pumps/posts/", sent, headers=headers)

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert "Put your question in one sentence" in answer.text
    assert "My long explanation</textarea>" in answer.text
    assert not Post.objects.exists()


def test_an_empty_message_and_an_unknown_kind_are_refused(as_, member, community):
    browser = as_(member)

    assert browser.post("/communities/pumps/posts/", {"kind": "message", "body": " "}).status_code == 422
    assert browser.post("/communities/pumps/posts/", {"kind": "announcement", "body": "a"}).status_code == 422
    assert browser.post("/communities/pumps/posts/", {}).status_code == 422


def test_fields_nobody_offered_are_ignored(as_, member, animator, community):
    """R-IN-01"""
    sent = {"body": "Hello", "author": animator.pk, "author_id": animator.pk, "pinned_at": "2020-01-01",
            "created_at": "2020-01-01", "html": "<script>", "reply_count": 9}  # fmt: skip
    as_(member).post("/communities/pumps/posts/", sent)

    post = Post.objects.get()
    assert (post.author, post.pinned_at, post.reply_count, post.html) == (member, None, 0, "<p>Hello</p>\n")
    assert post.created_at.year > 2020


def test_sending_a_form_twice_publishes_once(as_, member, community):
    """R-RC-01: any text may be a key."""
    browser = as_(member)
    for key in (str(uuid4()), "double-click"):
        sent = {"body": f"Hello {key}", "idempotency_key": key}
        first, second = (browser.post("/communities/pumps/posts/", sent) for _ in range(2))
        assert first.url == second.url
    other = browser.post("/communities/pumps/posts/", {"body": "Other", "idempotency_key": "double-click"})

    assert (Post.objects.count(), other.status_code) == (2, 422)
    assert "Other</textarea>" in other.text


@pytest.mark.parametrize("body", ["\x00", "a\x00b", "\ud800".encode("utf-8", "surrogatepass"), "\u202e", "a" * 20_001])
def test_strange_text_is_cleaned_or_refused(as_, member, community, body):
    """R-RB-01"""
    assert as_(member).post("/communities/pumps/posts/", {"body": body}).status_code in (303, 422)


def test_who_may_not_write_there_is_refused(as_, community, private_community, secret_community, outsider):
    """Matrix B.1: open and private 403, secret 404."""
    browser = as_(outsider)
    answers = [
        browser.post(f"/communities/{slug}/posts/", {"body": "x"}) for slug in ("pumps", "bids", "takeover", "no")
    ]

    assert [answer.status_code for answer in answers] == [403, 403, 404, 404]
    assert answers[2].content == answers[3].content


def test_an_archived_community_answers_409(as_, community, archived, member):
    archived()

    assert as_(member).post("/communities/pumps/posts/", {"body": "x"}).status_code == 409


def test_a_visitor_signs_in_first(client, community):
    assert client.post("/communities/pumps/posts/", {"body": "x"}).status_code == 302
    assert client.get("/posts/new/").status_code == 302


def test_from_anywhere_one_chooses_the_community(as_, member, community, private_community):
    browser = as_(member)
    page = browser.get("/posts/new/")
    assert 'data-rse="post.create"' in page.text
    assert 'value="pumps"' in page.text
    assert community.purpose in page.text

    without = browser.post("/posts/new/", {"body": "Hello"})
    assert (without.status_code, "Hello</textarea>" in without.text) == (422, True)

    assert browser.post("/posts/new/", {"body": "Hello", "community": "bids"}).status_code == 303
    assert Post.objects.get().community == private_community


def test_other_peoples_communities_cannot_be_chosen(as_, outsider, member, community, secret_community):
    factories.make_community(outsider, slug="mine")
    browser = as_(outsider)

    for slug in ("pumps", "takeover", "absent"):
        assert browser.post("/posts/new/", {"body": "Hello", "community": slug}).status_code == 422
    assert "takeover" not in browser.get("/posts/new/").text


def test_who_belongs_nowhere_is_shown_the_way(as_, outsider, community):
    assert "Join a community first" in as_(outsider).get("/posts/new/").text
    assert as_(outsider).post("/posts/new/", {"body": "x", "community": "pumps"}).status_code == 403


def test_a_preview_without_a_script_comes_back_in_the_form(as_, member, community):
    sent = {"kind": "message", "body": "**Bold** @claire", "preview": "1"}
    for address in ("/communities/pumps/posts/", "/posts/new/"):
        answer = as_(member).post(address, {**sent, "community": "pumps"})

        assert answer.status_code == 200
        assert "<strong>Bold</strong>" in answer.text
        assert "@Claire Bonnefoy" in answer.text
        assert "**Bold** @claire</textarea>" in answer.text
    assert not Post.objects.exists()


def test_files_survive_an_error_and_become_part_of_the_post(as_, member, community):
    browser = as_(member)
    wrong = browser.post("/communities/pumps/posts/", {"kind": "question", "file": [a_picture(), a_picture("b.png")]})
    keys = list(Attachment.objects.values_list("key", flat=True))
    assert wrong.status_code == 422
    assert all(f'value="{key}"' in wrong.text for key in keys)

    sent = {"kind": "question", "title": "Who?", "attachment": keys, f"alt-{keys[0]}": "A pump"}
    assert browser.post("/communities/pumps/posts/", sent).status_code == 303

    post = Post.objects.get()
    assert {(file.alt, file.post) for file in Attachment.objects.all()} == {("A pump", post), ("", post)}


def test_a_picture_alone_is_a_message(as_, member, community):
    assert as_(member).post("/communities/pumps/posts/", {"file": a_picture()}).status_code == 303


def test_the_draft_of_the_community_waits_in_its_form_and_leaves_with_it(as_, member, community):
    Draft.objects.create(person=member, community=community, kind="message", title="T", body="Half a sen")
    browser = as_(member)

    page = browser.get("/communities/pumps/").text
    assert "Half a sen</textarea>" in page
    assert "Draft saved" in page

    browser.post("/communities/pumps/posts/", {"body": "Half a sentence"})
    assert not Draft.objects.exists()


def test_only_who_writes_gets_a_form(as_, community, archived, outsider, member):
    assert 'data-rse="post.create"' not in as_(outsider).get("/communities/pumps/").text
    archived()
    assert 'data-rse="post.create"' not in as_(member).get("/communities/pumps/").text


def statements(browser, address, **sent):
    with CaptureQueriesContext(connection) as queries:
        assert (browser.post(address, sent) if sent else browser.get(address)).status_code < 400
    return len(queries)


def test_writing_costs_the_same_in_a_full_community(as_, member, animator, community):
    """Nothing grows with what is already there."""
    question = factories.make_question(animator, community)
    factories.make_draft(member, post=factories.make_post(animator, community))
    browser = as_(member)
    addresses = ["/communities/pumps/", "/posts/new/", "/drafts/", f"/posts/{question.pk}/reply/"]
    for address in addresses:
        browser.get(address)

    def costs():
        reading = [statements(browser, address) for address in addresses]
        publishing = statements(browser, "/communities/pumps/posts/", body="Hello")
        replying = statements(browser, f"/posts/{question.pk}/replies/", body="Hello")
        reacting = statements(browser, f"/posts/{question.pk}/reactions/", emoji="useful")
        return [*reading, publishing, replying, reacting]

    few = costs()
    statements(browser, f"/posts/{question.pk}/reactions/", emoji="useful")
    for n in range(15):
        post = factories.make_post(animator, community, body=f"{n}")
        factories.make_reply(animator, question, body=f"{n}")
        factories.make_draft(member, post=post)

    assert costs() == few
    assert max(few) <= 26
