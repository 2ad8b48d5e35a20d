"""What is new in a thread: where one lands, what is marked, and what counts as read in a long one."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from posts.models import Post, Reading, Reply
from tests.posts.test_thread import replies
from tests.posts.worlds import ago, make_post, make_reply


@pytest.fixture
def long(community, animator, member):
    """A thread of 250 replies of last week, read to its end, and what came since."""
    post = make_post(community, animator, at=ago(days=9), title="Long")
    said = [
        Reply(post=post, author=animator, body="Seen", html="<p>Seen</p>", created_at=ago(days=8, minutes=-n))
        for n in range(250)
    ]
    made = Reply.objects.bulk_create(said)
    Reading.objects.create(person=member, post=post, read_until=ago(days=5))
    new = [make_reply(post, animator, at=ago(hours=2)), make_reply(post, animator, at=ago(hours=1))]
    return post, made, new


def test_what_is_new_in_a_long_thread_stays_new_until_it_is_shown(as_, member, long):
    post, _made, new = long
    browser = as_(member)

    page = browser.get(f"/posts/{post.pk}/").text

    assert new[0].pk not in replies(page)
    assert "2 new replies: go to the first" in page
    assert 'href="?at=new#new"' in page
    assert "Show the next replies: 152 left" in page
    assert f'href="/posts/{post.pk}/?at=new#new"' in browser.get("/").text


def test_who_comes_for_what_is_new_lands_there_and_has_read_it(as_, member, long):
    post, made, new = long
    browser = as_(member)

    answer = browser.get(f"/posts/{post.pk}/?at=new")
    page = browser.get(answer.url).text

    assert answer.status_code == 303
    assert answer.url.endswith("#new")
    assert replies(page) == [*(reply.pk for reply in made[-10:]), new[0].pk, new[1].pk]
    assert page.index(f'id="reply-{made[-1].pk}"') < page.index('id="new"') < page.index(f'id="reply-{new[0].pk}"')
    assert "See the first replies: 240 stand before these" in page
    assert "?at=new" not in browser.get("/").text


def test_a_first_reading_goes_on_page_after_page_and_each_counts_once_shown(as_, member, long):
    post, _made, new = long
    Reading.objects.all().delete()
    Reply.objects.filter(pk__in=[new[0].pk, new[1].pk]).delete()
    Post.objects.filter(pk=post.pk).update(last_activity_at=ago(days=7), reply_count=250)
    browser = as_(member)

    first = browser.get(f"/posts/{post.pk}/").text
    more = re.search(r'id="more"><a class="btn" href="([^"]+)"', first)[1].replace("&amp;", "&")
    read_until = Reading.objects.get(person=member).read_until
    second = browser.get(more).text

    assert read_until == Reply.objects.get(pk=replies(first)[-1]).created_at
    assert Reading.objects.get(person=member).read_until > read_until
    assert "chip-new" not in first + second
    assert "Show the next replies: 50 left" in second


def test_a_later_page_shown_first_does_not_hide_what_stands_before_it(as_, member, animator, long):
    _post, made, new = long
    Reading.objects.filter(person=member).update(read_until=made[20].created_at)

    as_(member).get(f"/replies/{new[1].pk}/", follow=True)

    assert Reading.objects.get(person=member).read_until == made[20].created_at


def test_the_next_page_marks_what_was_new_when_one_came(as_, member, long):
    post, made, _new = long
    Reading.objects.filter(person=member).update(read_until=made[97].created_at)
    browser = as_(member)

    first = browser.get(f"/posts/{post.pk}/").text
    second = browser.get(re.search(r'hx-get="([^"]+after[^"]+)"', first)[1].replace("&amp;", "&")).text

    assert first.count('id="new"') == 1
    assert first.count("chip-new") == 2
    assert 'id="new"' not in second
    assert second.count("chip-new") == 100


def test_an_answer_under_an_earlier_one_is_marked_new_and_the_line_stands_before_the_first_of_the_top(
    as_, member, animator, community
):
    post = make_post(community, animator, at=ago(days=2))
    a, b = make_reply(post, animator, at=ago(days=2)), make_reply(post, animator, at=ago(days=2))
    Reading.objects.create(person=member, post=post, read_until=ago(days=1))
    c = make_reply(post, animator, at=ago(hours=2))
    a1 = make_reply(post, animator, at=ago(hours=1), parent=a)

    text = as_(member).get(f"/posts/{post.pk}/").text
    marked = [
        int(pk) for pk, rest in re.findall(r'id="reply-(\d+)"(.*?)</article>', text, re.DOTALL) if "chip-new" in rest
    ]

    assert replies(text) == [a.pk, a1.pk, b.pk, c.pk]
    assert marked == [a1.pk, c.pk]
    assert text.index(f'id="reply-{b.pk}"') < text.index("New since your last visit") < text.index(f'id="reply-{c.pk}"')
    assert text.index(f'id="reply-{a1.pk}"') < text.index('id="new"') < text.index(f'id="reply-{b.pk}"')


def test_an_answer_to_a_reply_of_an_earlier_page_says_to_what(as_, member, animator, long):
    post, made, _new = long
    Reply.objects.filter(pk=made[3].pk).update(html="<p>The <b>flush</b> hole</p>")
    late = make_reply(post, member, parent=made[3], body="Measured: 4 mm.")

    page = as_(member).get(f"/replies/{late.pk}/", follow=True).text

    assert f'href="/replies/{made[3].pk}/">In reply to Claire' in page
    assert "The flush hole" in page


def test_all_read_holds_inside_a_thread(as_, member, animator, community):
    post = make_post(community, animator, at=ago(days=2))
    make_reply(post, animator, at=ago(days=2))
    browser = as_(member)
    browser.post("/read/")
    new = make_reply(post, animator)

    text = browser.get(f"/posts/{post.pk}/").text

    assert text.count("chip-new") == 1
    assert text.index('id="new"') < text.index(f'id="reply-{new.pk}"')


def test_a_long_thread_costs_no_more(as_, member, long):
    post, _made, _new = long
    browser = as_(member)
    browser.get(f"/posts/{post.pk}/")  # the visit of the day
    for address in (f"/posts/{post.pk}/", f"/posts/{post.pk}/?at=new"):
        with CaptureQueriesContext(connection) as queries:
            answer = browser.get(address)
        assert len(queries) <= 8
    with CaptureQueriesContext(connection) as queries:
        browser.get(answer.url)
    assert len(queries) <= 8
