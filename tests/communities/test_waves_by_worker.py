"""A wave through the real queue, a real worker and a real mail server: none lost, whatever is killed (L-04)."""

import threading
import time
from collections import Counter
from types import SimpleNamespace

import pytest
from aiosmtpd.controller import Controller
from asgiref.sync import async_to_sync
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from communities import actions
from communities.models import Invitation, Wave
from communities.recipients import Entry
from core import tasks
from core.models import Delivery
from tests import workers
from tests.communities.letters import WORDS
from tests.factories import make_community, make_person
from tests.letterbox import free_port

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 15


class PostOffice:
    """It takes letters, and may keep the one who brings them waiting after its yes, at the good-bye."""

    def __init__(self):
        self.taken = []
        self.slow_bye = threading.Event()
        self.some = threading.Event()

    async def handle_DATA(self, server, session, envelope):
        name = next(line for line in envelope.content.decode().splitlines() if line.lower().startswith("message-id:"))
        self.taken.append(name.partition(":")[2].strip())
        if len(self.taken) >= 3:
            self.some.set()
        return "250 OK"

    async def handle_QUIT(self, server, session, envelope):
        if self.slow_bye.is_set():
            time.sleep(0.2)
        return "221 Bye"


@pytest.fixture
def office():
    office = PostOffice()
    office.port = free_port()
    controller = Controller(office, hostname="127.0.0.1", port=office.port)
    controller.start()
    yield office
    controller.stop()


@pytest.fixture
def start_worker(transactional_db, office):
    started = []

    def start():
        started.append(workers.start_worker(office.port))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


@pytest.fixture
def wave():
    host = make_person("Claire Bonnefoy", handle="claire")
    community = make_community(host, stage="pilot")
    wave = actions.prepare_wave(host, community)
    entries = [Entry(n, f"guest{n}@example.org", f"You took over the file {n} yourself.") for n in range(PEOPLE)]
    actions.add_invitees(host, wave, entries)
    Wave.objects.update(**{name: WORDS[name] for name in ("expected", "gain", "first_step")}, same_reason_meant=True)
    return host, wave


def wait_until(true, seconds=60):
    limit = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < limit
        time.sleep(0.05)


def jobs():
    return ProcrastinateJob.objects.filter(task_name="communities.send_invitation")


def the_dead_are_relieved():
    """As half a minute later: what the killed worker had in hand goes back to the queue."""
    with connection.cursor() as cursor:
        cursor.execute("update procrastinate_workers set last_heartbeat = now() - interval '1 hour'")
    async_to_sync(tasks.rescue.func)(SimpleNamespace(app=app), timestamp=0)


def test_a_worker_killed_between_letters_loses_none_and_doubles_none(wave, office, start_worker):
    """Killed at the good-bye, after the server's yes: what was taken has been noted, and is not sent again."""
    office.slow_bye.set()
    sent = actions.send_wave(*wave)
    first = start_worker()
    assert office.some.wait(60)
    first.kill()
    first.wait()
    the_dead_are_relieved()
    left = jobs().count()
    assert left > 0

    office.slow_bye.clear()
    start_worker()
    wait_until(lambda: not jobs().exists())

    counted = Counter(office.taken)
    assert len(counted) == PEOPLE == len(sent)
    # Between the server's yes and our note lies one statement: as many letters as a worker has in hand at most.
    assert sum(counted.values()) - PEOPLE <= 4
    assert Delivery.objects.exclude(accepted_at=None).count() == PEOPLE


def test_a_wave_leaves_through_the_queue_each_letter_once_under_its_own_name(wave, office, start_worker):
    sent = actions.send_wave(*wave)
    start_worker()
    wait_until(lambda: not jobs().exists())

    assert sorted(Counter(office.taken).values()) == [1] * PEOPLE
    assert {f"<invitation-{one.pk}@" for one in sent} == {name.partition("@")[0] + "@" for name in office.taken}
    assert Invitation.objects.pending().count() == PEOPLE
