"""A wave through the real queue, a real worker and a real mail server: none lost, whatever is killed (L-04)."""

import asyncio
import random
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
from rsenet.letterbox.keeping import keep, letters
from tests import workers
from tests.communities.letters import WORDS
from tests.factories import make_community, make_person
from tests.letterbox import free_port

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 15
KILLS = 4


class PostOffice:
    """It takes letters and keeps who brings them waiting, if asked to: with its yes, or after it at the good-bye."""

    def __init__(self, folder):
        self.folder = folder
        self.taken = []
        self.slow_yes = 0.0
        self.slow_bye = threading.Event()
        self.some = threading.Event()

    async def handle_DATA(self, server, session, envelope):
        name = next(line for line in envelope.content.decode().splitlines() if line.lower().startswith("message-id:"))
        self.taken.append(name.partition(":")[2].strip())
        keep(self.folder, envelope.content, envelope.rcpt_tos)
        if len(self.taken) >= 3:
            self.some.set()
        await asyncio.sleep(self.slow_yes)  # it is taken: who brought it does not know yet
        return "250 OK"

    async def handle_QUIT(self, server, session, envelope):
        if self.slow_bye.is_set():
            time.sleep(0.2)
        return "221 Bye"


@pytest.fixture
def office(tmp_path):
    office = PostOffice(tmp_path)
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
    assert sum(counted.values()) - PEOPLE <= 1
    assert Delivery.objects.exclude(accepted_at=None).count() == PEOPLE


def test_each_kill_doubles_one_letter_at_most_and_the_mailbox_none(wave, office, start_worker):
    """At moments drawn by lot, mostly between the server's yes and our note of it: one letter at most is there."""
    lot = random.Random(20)
    sent = actions.send_wave(*wave)
    office.slow_yes = 0.05
    doubtful = set()
    for _kill in range(KILLS):
        worker = start_worker()
        enough = len(office.taken) + lot.randint(1, 2)
        wait_until(lambda enough=enough: len(office.taken) >= enough)
        time.sleep(lot.uniform(0, 0.1))
        worker.kill()
        worker.wait()
        noted = set(Delivery.objects.exclude(accepted_at=None).values_list("message_id", flat=True))
        before, doubtful = doubtful, set(office.taken) - noted
        assert len(doubtful - before) <= 1, "taken, and not noted, when this worker died"
        the_dead_are_relieved()

    office.slow_yes = 0
    start_worker()
    wait_until(lambda: not jobs().exists())

    assert set(office.taken) == {f"<invitation-{one.pk}@127.0.0.1>" for one in sent}, "none lost, under names that stay"
    assert len(office.taken) - PEOPLE <= KILLS
    assert sorted(letter.to[0] for letter in letters(office.folder)) == sorted(one.email for one in sent)


def test_a_wave_leaves_through_the_queue_each_letter_once_under_its_own_name(wave, office, start_worker):
    sent = actions.send_wave(*wave)
    start_worker()
    wait_until(lambda: not jobs().exists())

    assert sorted(Counter(office.taken).values()) == [1] * PEOPLE
    assert {f"<invitation-{one.pk}@" for one in sent} == {name.partition("@")[0] + "@" for name in office.taken}
    assert Invitation.objects.pending().count() == PEOPLE
