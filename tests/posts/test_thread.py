"""A thread as it is read: replies in order, nested one level, a long one in pages."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localtime

from core.when import day, hour
from posts.models import Post, Reading
from tests.factories import make_person
from tests.posts.worlds import ago, make_post, make_reply


def replies(text):
    return [int(pk) for pk in re.findall(r'<article class="reply[^"]*" id="reply-(\d+)"', text)]


def test_replies_read_from_the_oldest_and_an_answer_to_one_stands_under_it(as_, member, animator, community):
    post = make_post(community, animator)
    first = make_reply(post, member, at=ago(minutes=30))
    second = make_reply(post, animator, at=ago(minutes=20))
    under_first = make_reply(post, animator, at=ago(minutes=10), parent=first)

    text = as_(member).get(f"/posts/{post.pk}/").text

    assert replies(text) == [first.pk, under_first.pk, second.pk]


def test_the_unseen_and_the_absent_are_the_same_404(as_, outsider, animator, secret_community, private_community):
    """R-AZ-03."""
    browser = as_(outsider)
    secret = browser.get(f"/posts/{make_post(secret_community, animator).pk}/")
    private = browser.get(f"/posts/{make_post(private_community, animator).pk}/")
    absent = browser.get("/posts/999999/")

    assert secret.status_code == private.status_code == absent.status_code == 404
    assert secret.text == private.text == absent.text


def test_an_open_community_is_read_by_every_colleague_who_cannot_write_there(as_, outsider, animator, community):
    """D4."""
    text = as_(outsider).get(f"/posts/{make_post(community, animator, title='Leaks').pk}/").text

    assert "Leaks" in text
    assert "Join it to answer" in text
    assert 'data-rse="reply.create"' not in text


def test_a_deleted_reply_keeps_its_place_without_its_words(as_, member, animator, community):
    post = make_post(community, animator)
    gone = make_reply(post, member, body="Secret words", deleted_at=ago(minutes=1))
    make_reply(post, animator, parent=gone, body="Thanks for that")

    text = as_(member).get(f"/posts/{post.pk}/").text

    assert "Secret words" not in text
    assert "This reply was deleted." in text
    assert "Thanks for that" in text


def test_a_deleted_post_stays_while_its_replies_serve(as_, member, animator, community):
    post = make_post(community, animator, title="Gone words")
    browser = as_(member)
    make_reply(post, member, body="Still useful")
    post.deleted_at = ago(minutes=1)
    post.save()

    text = browser.get(f"/posts/{post.pk}/").text

    assert "Still useful" in text
    assert "The seal leaks" not in text


def test_a_deleted_post_without_a_reply_is_gone(as_, member, animator, community):
    post = make_post(community, animator, deleted_at=ago(minutes=1))

    assert as_(member).get(f"/posts/{post.pk}/").status_code == 404


def test_opening_a_thread_reads_it_unless_one_marks_by_hand(as_, member, animator, community):
    post = make_post(community, animator)
    as_(member).get(f"/posts/{post.pk}/")
    assert Reading.objects.filter(person=member, post=post).exists()

    animator.reading = "manual"
    animator.save()
    as_(animator).get(f"/posts/{post.pk}/")
    assert not Reading.objects.filter(person=animator).exists()


def test_the_line_marks_what_came_since_i_read(as_, member, animator, community):
    post = make_post(community, animator, at=ago(days=2))
    old = make_reply(post, animator, at=ago(days=2))
    Reading.objects.create(person=member, post=post, read_until=ago(days=1))
    new = make_reply(post, animator, at=ago(hours=1))

    text = as_(member).get(f"/posts/{post.pk}/").text

    assert text.index(f'id="reply-{old.pk}"') < text.index('id="new"') < text.index(f'id="reply-{new.pk}"')


def test_a_long_thread_goes_on_page_after_page(as_, member, animator, community):
    post = make_post(community, animator)
    made = [make_reply(post, animator, at=ago(minutes=300 - n)).pk for n in range(130)]
    browser = as_(member)

    first = browser.get(f"/posts/{post.pk}/").text
    more = re.search(r'id="more"><a class="btn" href="([^"]+)"', first)[1]
    rest = browser.get(more).text

    assert replies(first) == made[:100]
    assert replies(rest) == made[100:]
    assert "See the first replies" in rest


def test_a_permalink_finds_its_reply_however_long_the_thread(as_, member, animator, community):
    post = make_post(community, animator)
    made = [make_reply(post, animator, at=ago(minutes=300 - n)).pk for n in range(130)]

    for pk in (made[3], made[99], made[100], made[129]):
        page = as_(member).get(f"/replies/{pk}/", follow=True)
        assert page.redirect_chain[0][1] == 303
        assert f'id="reply-{pk}"' in page.text


def test_a_thread_costs_the_same_for_one_reply_and_for_twenty(as_, member, animator, community):
    post = make_post(community, animator, kind="question", title="Why?")
    browser = as_(member)

    def statements():
        browser.get(f"/posts/{post.pk}/")
        with CaptureQueriesContext(connection) as queries:
            browser.get(f"/posts/{post.pk}/")
        return len(queries)

    make_reply(post, animator)
    one = statements()
    for _ in range(19):
        reply = make_reply(post, make_person())
    post.accepted_reply = reply
    post.save()

    assert statements() == one <= 8


def test_titles_and_names_are_shown_as_text(as_, member, animator, community):
    """R-XS-02."""
    animator.display_name = "<b>Claire</b>"
    animator.save()
    post = make_post(community, animator, title="<script>alert(1)</script>")

    text = as_(member).get(f"/posts/{post.pk}/").text

    assert "<script>alert" not in text
    assert "<b>Claire" not in text


def test_replies_of_one_day_are_told_apart_by_their_hour(as_, member, animator, community):
    post = make_post(community, animator, at=ago(days=60))
    reply = make_reply(post, animator, at=ago(days=50))

    assert (
        f"{day(reply.created_at)}, {hour(localtime(reply.created_at))}</time>"
        in as_(member).get(f"/posts/{post.pk}/").text
    )


def test_a_deleted_question_asks_no_more_and_the_host_stands_beside(as_, member, animator, community):
    post = make_post(community, member, title="Gone", kind="question")
    make_reply(post, animator)
    assert "Open question" in as_(member).get(f"/posts/{post.pk}/").text
    Post.objects.filter(pk=post.pk).update(deleted_at=ago(minutes=1))

    text = as_(member).get(f"/posts/{post.pk}/").text

    assert "Open question" not in text
    assert "Hosted by Claire" in text
