"""Two requests at the same moment, over real connections."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from core.policies import Conflict
from posts.actions import delete_reply, edit_post, publish_post, reply_to, toggle_pin, toggle_reaction
from posts.models import Post, Reaction, Reply, Revision
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls):
    """What each call returned or raised, all started together."""
    barrier = Barrier(len(calls))

    def run(call):
        try:
            barrier.wait(5)
            return call()
        except (Conflict, ValidationError) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_one_form_sent_six_times_is_one_post(community, member):
    """R-RC-01"""
    key = uuid4()

    posts = at_once(*[lambda: publish_post(member, community, body="Hello", idempotency_key=key)] * 6)

    assert Post.objects.count() == 1
    assert {post.pk for post in posts} == {Post.objects.get().pk}


def test_one_key_with_two_texts_is_one_post_and_a_refusal(community, member):
    """R-RC-01"""
    key = uuid4()

    results = at_once(*(lambda body=b: publish_post(member, community, body=body, idempotency_key=key) for b in "ab"))

    assert Post.objects.count() == 1
    assert [type(result) for result in results].count(ValidationError) == 1


def test_one_reply_sent_six_times_is_one(post, animator):
    """R-RC-01"""
    key = uuid4()

    at_once(*[lambda: reply_to(animator, post, body="Hello", idempotency_key=key)] * 6)

    post.refresh_from_db()
    assert post.reply_count == Reply.objects.count() == 1


def test_no_reply_is_lost_in_the_count(post, animator, member):
    """R-RC-02"""
    at_once(*(lambda body=str(n): reply_to(animator, post, body=body) for n in range(8)))

    post.refresh_from_db()
    last = Reply.objects.latest("created_at", "id")
    assert post.reply_count == 8
    assert post.last_activity_at == last.created_at


def test_the_counter_of_a_reaction_is_the_number_of_rows(post, community, animator, member):
    """R-RC-02"""
    people = [factories.make_person(f"P {n}") for n in range(4)]
    for person in people:
        community.memberships.create(person=person)

    at_once(*(lambda p=p: toggle_reaction(p, Post.objects.get(pk=post.pk), "useful") for p in people * 2))

    post.refresh_from_db()
    assert post.useful_count == Reaction.objects.count()


def test_of_two_edits_at_once_one_is_told(post, member):
    """R-RC-03"""
    results = at_once(*(lambda body=b: edit_post(member, post, version=1, body=body) for b in "ab"))

    assert sorted(isinstance(result, Conflict) for result in results) == [False, True]
    assert Revision.objects.count() == 1


def test_a_reply_deleted_twice_is_counted_once(post, animator):
    reply = factories.make_reply(animator, post)

    at_once(*[lambda: delete_reply(animator, reply)] * 2)

    post.refresh_from_db()
    assert post.reply_count == 0


def test_hosts_who_pin_at_once_never_pin_four(community, animator, coanimator):
    posts = [factories.make_post(animator, community) for _ in range(6)]

    at_once(*(lambda p=p, n=n: toggle_pin((animator, coanimator)[n % 2], p) for n, p in enumerate(posts)))

    assert Post.objects.filter(pinned_at__isnull=False).count() == 3
