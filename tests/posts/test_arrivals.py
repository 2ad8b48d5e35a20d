"""What others answer while one writes is announced beside the form, and comes in without leaving."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

from posts.models import Reading, Reply
from tests.factories import make_person
from tests.posts.test_thread import replies
from tests.posts.worlds import ago, make_post, make_reply

HTMX = {"HX-Request": "true"}


def since_of(browser, post):
    page = browser.get(f"/posts/{post.pk}/").text
    return re.search(r'name="since" value="([^"]+)"', page)[1]


def test_a_thread_announces_what_others_answered_since_it_was_opened(as_, member, animator, community):
    post = make_post(community, animator)
    make_reply(post, animator, at=ago(minutes=5))
    browser = as_(member)
    address = f"/posts/{post.pk}/news/?since={since_of(browser, post)}"
    assert "new repl" not in browser.get(address, headers=HTMX).text

    first = make_reply(post, animator)
    make_reply(post, member)
    make_reply(post, animator, deleted_at=ago(minutes=0))
    make_reply(post, animator)

    text = browser.get(address, headers=HTMX).text
    assert "2 new replies" in text
    assert f'href="/replies/{first.pk}/"' in text


def test_nothing_is_said_twice(as_, member, animator, community):
    post = make_post(community, animator)
    browser = as_(member)
    address = f"/posts/{post.pk}/news/?since={since_of(browser, post)}"
    assert browser.get(f"{address}&known=0", headers=HTMX).status_code == 204
    make_reply(post, animator)

    assert browser.get(f"{address}&known=0", headers=HTMX).status_code == 200
    assert browser.get(f"{address}&known=1", headers=HTMX).status_code == 204


def test_the_page_announces_nothing_that_it_shows(as_, member, animator, community):
    """Even when the newest one was deleted."""
    post = make_post(community, animator)
    make_reply(post, animator, at=ago(minutes=2))
    last = make_reply(post, animator)
    Reply.objects.filter(pk=last.pk).update(deleted_at=ago(minutes=0))
    post.last_activity_at = ago(minutes=2)
    post.save()
    browser = as_(member)
    address = f"/posts/{post.pk}/news/?since={since_of(browser, post)}&known=0"

    assert browser.get(address, headers=HTMX).status_code == 204


def test_they_come_in_at_their_places_and_are_read(as_, member, animator, community):
    post = make_post(community, animator)
    old = make_reply(post, animator, at=ago(minutes=9))
    nested = make_reply(post, member, at=ago(minutes=8), parent=old)
    browser = as_(member)
    since = since_of(browser, post)
    Reading.objects.all().delete()
    under_old = [make_reply(post, animator, parent=old) for _ in range(2)]
    top = make_reply(post, animator, body="On top")
    under_top = make_reply(post, animator, parent=top)

    answer = browser.get(f"/posts/{post.pk}/news/?show=1&since={since}", headers=HTMX)

    beside, under = answer.text.split("<div hx-swap-oob=", 1)
    assert replies(beside) == [top.pk, under_top.pk]
    assert under.startswith(f'"afterend:#reply-{nested.pk}"')
    assert replies(under) == [reply.pk for reply in under_old]
    assert "6 replies</h2>" in answer.text
    assert f"reply-{under_old[0].pk}" in answer.headers["HX-Trigger-After-Settle"]
    assert Reading.objects.filter(person=member, post=post).exists()
    again = re.search(r'name="since" value="([^"]+)"', answer.text)[1]
    assert browser.get(f"/posts/{post.pk}/news/?since={again}&known=0", headers=HTMX).status_code == 204


def test_a_reply_sent_while_others_answered_says_where_they_are(as_, member, animator, community):
    """With a script the button stands under the form; without one the thread says so, and marks them."""
    post = make_post(community, animator)
    make_reply(post, animator, at=ago(minutes=9))
    browser = as_(member)
    since = since_of(browser, post)
    make_reply(post, animator)
    sent = {"body": "Mine", "since": since}
    here = {**HTMX, "HX-Current-URL": f"http://testserver/posts/{post.pk}/"}

    scripted = browser.post(f"/posts/{post.pk}/replies/", sent, headers=here)
    plain = browser.post(f"/posts/{post.pk}/replies/", sent, follow=True)

    assert "1 new reply" in scripted.text
    assert "Another one arrived while you were writing" in plain.text
    assert 'id="new"' in plain.text
    assert Reply.objects.filter(body="Mine").count() == 2


def test_the_page_of_one_reply_says_so_too_and_after_an_error(as_, member, animator, community):
    post = make_post(community, animator)
    browser = as_(member)
    since = re.search(r'name="since" value="([^"]+)"', browser.get(f"/posts/{post.pk}/reply/").text)[1]
    make_reply(post, animator)
    wrong = browser.post(f"/posts/{post.pk}/replies/", {"body": "", "since": since})

    assert (wrong.status_code, f'name="since" value="{since}"' in wrong.text) == (422, True)


def test_a_strange_moment_loses_no_text_and_a_strange_question_is_400(as_, member, animator, community):
    """R-IN-06"""
    post = make_post(community, animator)

    assert as_(member).post(f"/posts/{post.pk}/replies/", {"body": "Mine", "since": "x"}).status_code == 303
    assert as_(member).get(f"/posts/{post.pk}/news/?since=x", headers=HTMX).status_code == 400


def test_asking_costs_the_same_however_many_answers(as_, member, animator, community):
    post = make_post(community, animator)
    browser = as_(member)
    since = since_of(browser, post)

    def statements(address):
        with CaptureQueriesContext(connection) as queries:
            browser.get(address, headers=HTMX)
        return len(queries)

    def costs():
        return [statements(f"/posts/{post.pk}/news/?since={since}{more}") for more in ("", "&show=1")]

    make_reply(post, animator)
    few = costs()
    for n in range(12):
        top = make_reply(post, make_person(f"Person {n}"))
        make_reply(post, animator, parent=top)

    assert costs() == few
    assert few[0] <= 5
