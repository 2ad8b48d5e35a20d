"""Marking as read and as unread by hand, whatever is sent."""

import re

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext

from posts.models import FeedMark, Reading
from tests.posts.worlds import ago, make_post, make_reply

STRANGE = ["0", "-1", "²", "one", "9" * 30, "9" * 5000]


@pytest.mark.parametrize("number", STRANGE)
def test_a_number_that_is_none_is_passed_over_when_cards_were_seen(as_, member, community, number):
    """R-RB-01."""
    assert as_(member).post("/posts/seen/", {"post": number}).status_code == 204


@pytest.mark.parametrize("number", STRANGE[1:])
@pytest.mark.parametrize("name", ["post", "community"])
def test_a_number_that_is_none_never_marks_everything(as_, member, animator, community, name, number):
    """R-RB-01."""
    make_post(community, animator)

    answer = as_(member).post("/read/", {name: number})

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert not FeedMark.objects.filter(person=member, read_before__isnull=False).exists()


@pytest.mark.parametrize(
    "elsewhere", ["//example.org/", "https://example.org/", "javascript:alert(1)", "/\\example.org"]
)
def test_one_comes_back_to_a_page_of_ours(as_, member, community, elsewhere):
    """R-AU-08."""
    assert as_(member).post("/read/", {"next": elsewhere}).url in ("/", "/%5Cexample.org")


def test_a_button_of_a_card_never_marks_everything(as_, member, community):
    assert as_(member).post("/read/", {"one": ""}).status_code == 422


def mark_of(text, post):
    """The button of a card: what it does."""
    found = re.search(rf'id="mark-{post.pk}" form="marks" name="(\w+)" value="{post.pk}"', text)
    return found and found[1]


def test_one_post_is_read_by_hand_and_kept_as_unread_by_hand(as_, member, animator, community):
    post, other = make_post(community, animator), make_post(community, animator)
    browser = as_(member)
    assert mark_of(browser.get("/").text, post) == "post"

    assert browser.post("/read/", {"post": post.pk, "next": "/"}).status_code == 303
    page = browser.get("/").text
    assert (mark_of(page, post), mark_of(page, other)) == ("keep", "post")

    assert browser.post("/read/", {"keep": post.pk, "next": "/"}).status_code == 303
    assert mark_of(browser.get("/").text, post) == "post"


def test_what_is_kept_as_unread_is_read_by_opening_it_not_by_passing_over(as_, member, animator, community):
    post = make_post(community, animator)
    browser = as_(member)
    browser.post("/read/", {"keep": post.pk})
    assert "data-new" not in browser.get("/").text  # the script leaves it alone

    browser.post("/posts/seen/", {"post": post.pk})
    assert mark_of(browser.get("/").text, post) == "post"

    browser.get(f"/posts/{post.pk}/")
    assert mark_of(browser.get("/").text, post) == "keep"


def test_a_post_is_kept_as_unread_after_all_was_read_and_the_others_stay_read(as_, member, animator, community):
    posts = [make_post(community, animator, at=ago(hours=n + 1)) for n in range(4)]
    browser = as_(member)
    browser.post("/read/")

    browser.post("/read/", {"keep": posts[1].pk})

    page = browser.get("/").text
    assert [mark_of(page, post) for post in posts] == ["keep", "post", "keep", "keep"]


def test_in_a_thread_kept_as_unread_what_was_new_is_new_again(as_, member, animator, community):
    post = make_post(community, animator, at=ago(days=3))
    make_reply(post, animator, at=ago(days=3))
    Reading.objects.create(person=member, post=post, read_until=ago(days=2))
    new = [make_reply(post, animator, at=ago(hours=2)), make_reply(post, animator, at=ago(hours=1))]
    browser = as_(member)
    page = browser.get(f"/posts/{post.pk}/").text
    since = re.search(r'name="from" value="([^"]+)"><button name="keep"', page)[1]
    assert "chip-new" not in browser.get(f"/posts/{post.pk}/").text

    browser.post("/read/", {"keep": post.pk, "from": since})

    page = browser.get(f"/posts/{post.pk}/").text
    assert page.count("chip-new") == 2
    assert page.index('id="new"') < page.index(f'id="reply-{new[0].pk}"')


def test_a_thread_read_by_hand_offers_to_mark_it(as_, member, animator, community):
    member.reading = "manual"
    member.save()
    post = make_post(community, animator)
    browser = as_(member)
    assert f'<button name="post" value="{post.pk}">' in browser.get(f"/posts/{post.pk}/").text

    browser.post("/read/", {"post": post.pk, "next": f"/posts/{post.pk}/"})

    assert f'<button name="keep" value="{post.pk}">' in browser.get(f"/posts/{post.pk}/").text


def test_what_is_old_or_my_own_is_not_kept_as_unread(as_, member, animator, community):
    old, mine = make_post(community, animator, at=ago(days=30)), make_post(community, member)
    browser = as_(member)
    page = browser.get("/").text

    assert (mark_of(page, old), mark_of(page, mine)) == (None, None)
    assert browser.post("/read/", {"keep": old.pk}).status_code == 422
    assert browser.post("/read/", {"keep": mine.pk}).status_code == 422


def test_nobody_keeps_what_they_may_not_see(as_, outsider, animator, private_community):
    post = make_post(private_community, animator)

    assert as_(outsider).post("/read/", {"keep": post.pk}).status_code == 404


def test_all_read_can_be_undone(as_, member, animator, community):
    make_post(community, animator)
    browser = as_(member)

    answer = browser.post("/read/")
    [said] = get_messages(answer.wsgi_request)
    page = browser.get("/").text
    undo = re.search(r'name="undo" value="([^"]+)"', page)[1]
    assert undo == said.extra_tags
    assert "chip-new" not in page

    assert browser.post("/read/", {"undo": undo}).status_code == 303
    assert "chip-new" in browser.get("/").text
    assert browser.post("/read/", {"undo": undo}).status_code == 422


def test_a_script_gets_the_card_as_it_stands_now(as_, member, animator, community):
    post = make_post(community, animator)

    answer = as_(member).post(
        "/read/", {"post": post.pk}, headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/"}
    )

    assert answer.headers["HX-Retarget"] == f"#post-{post.pk}"
    assert mark_of(answer.text, post) == "keep"
    assert 'class="band"' in answer.text


def test_keeping_costs_the_same_for_one_post_and_for_twenty(as_, member, animator, community):
    browser = as_(member)
    first = make_post(community, animator, at=ago(hours=30))

    def statements():
        browser.post("/read/")
        with CaptureQueriesContext(connection) as queries:
            browser.post("/read/", {"keep": first.pk})
        return len(queries)

    statements()
    one = statements()
    for n in range(20):
        make_post(community, animator, at=ago(hours=n + 1))

    assert statements() == one
