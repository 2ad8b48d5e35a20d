"""Two facts at the same moment (R-RC-02)."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from notifications.models import Notification
from tests.factories import make_person
from tests.notifications import world


@pytest.mark.django_db(transaction=True)
def test_replies_at_the_same_moment_make_one_row_each_and_never_wait_for_each_other_in_a_circle(community, member):
    post = world.write(member, community, "The seal weeps after 200 hours")
    followers = [make_person(f"Follower {n}") for n in range(20)]
    for person in followers:
        world.follow(person, post)
    authors = [make_person(f"Author {n}") for n in range(4)]
    for person in authors:
        world.join(person, community)
    together = Barrier(len(authors))

    def answer(author):
        together.wait()
        try:
            world.answer(author, post)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(authors)) as pool:
        list(pool.map(answer, authors))

    rows = Notification.objects.filter(post=post, kind="reply")
    assert rows.filter(person__in=[*followers, member]).count() == len(followers) + 1
    assert all(set(row.actor_ids) == {author.pk for author in authors} for row in rows.exclude(person__in=authors))
