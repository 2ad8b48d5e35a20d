"""Two workers, a worker and a host, a worker that dies: one post, or none, never two."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from threading import Event, Thread
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils.timezone import now

from animation import tasks
from animation.actions import discard_planned, publish_due, publish_now, unschedule_post
from animation.models import PlannedPost
from posts.models import Post
from tests.communities.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
LATER = timedelta(hours=2)


def test_many_workers_publish_it_once(planned):
    assert sorted(at_once(*[lambda: publish_due(now() + LATER)] * 6)) == [0, 0, 0, 0, 0, 1]
    assert Post.objects.count() == 1


def test_a_host_and_the_worker_publish_it_once(planned, animator):
    at_once(lambda: publish_due(now() + LATER), *[lambda: publish_now(animator, planned)] * 3)

    planned.refresh_from_db()
    assert planned.post == Post.objects.get()


@pytest.mark.parametrize("act", [discard_planned, unschedule_post])
def test_what_is_taken_back_as_it_goes_out_is_either_out_or_back(act, planned, animator):
    [published, _] = at_once(lambda: publish_due(now() + LATER), lambda: act(animator, planned))

    found = PlannedPost.objects.filter(pk=planned.pk).first()
    assert Post.objects.count() == published == bool(found and found.post)


class Worker:
    """`manage.py worker` on the test's own database."""

    def __init__(self):
        params = connection.get_connection_params()
        host = quote(params.get("host") or "", safe="")
        url = f"postgres://{params.get('user', '')}:{params.get('password', '')}@{host}:{params.get('port', '')}"
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "rsenet.settings",
            "DATABASE_URL": f"{url}/{connection.settings_dict['NAME']}",
        }
        self.process = subprocess.Popen([sys.executable, "manage.py", "worker"], cwd=settings.BASE_DIR, env=environment)

    def stop(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        self.process.wait(60)


def until(true, seconds=90):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "too long"
        time.sleep(0.1)


def waits_on_a_lock():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND wait_event_type = 'Lock' AND query ILIKE %s",
            ['INSERT INTO "posts_post"%'],
        )
        return cursor.fetchone()[0]


def test_a_worker_killed_in_the_act_neither_loses_nor_doubles_a_post(planned):
    PlannedPost.objects.filter(pk=planned.pk).update(publish_at=now() - timedelta(minutes=1))
    tasks.publish_due.defer(timestamp=0)
    release, held = Event(), Event()

    def hold():
        """Nothing is written in the table of posts until released: the worker stops in the middle."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("LOCK TABLE posts_post IN SHARE MODE")
            held.set()
            release.wait(120)
        connection.close()

    holder = Thread(target=hold)
    holder.start()
    assert held.wait(10)
    dying = Worker()
    try:
        until(waits_on_a_lock)
    finally:
        dying.stop(signal.SIGKILL)
        release.set()
        holder.join()

    second = Worker()
    try:
        until(lambda: PlannedPost.objects.filter(post__isnull=False).exists())
    finally:
        second.stop()

    assert Post.objects.count() == 1
    assert publish_due(now() + LATER) == 0
