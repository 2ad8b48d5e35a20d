"""Background jobs: none is lost, whatever becomes of the worker (L-04)."""

import signal
import threading
import time
from types import SimpleNamespace

import pytest
from aiosmtpd.controller import Controller
from asgiref.sync import async_to_sync
from django.core.mail import EmailMessage
from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from core import mail, tasks
from tests import workers
from tests.letterbox import free_port


def _letter_in_the_queue():
    tasks.deliver.defer(letter=mail.pack(EmailMessage("Bonjour", "Un message", to=["nadia@example.org"])))
    return ProcrastinateJob.objects.get(task_name="core.deliver")


def test_a_job_in_the_hands_of_a_dead_worker_goes_back_to_the_queue(db):
    job = _letter_in_the_queue()
    with connection.cursor() as cursor:
        cursor.execute("insert into procrastinate_workers (last_heartbeat) values (now() - interval '1 hour')")
        cursor.execute(
            "update procrastinate_jobs set status = 'doing', worker_id = (select id from procrastinate_workers)"
        )

    async_to_sync(tasks.rescue.func)(SimpleNamespace(app=app), timestamp=0)

    job.refresh_from_db()
    assert job.status == "todo"


def test_a_job_in_the_hands_of_a_live_worker_stays_there(db):
    job = _letter_in_the_queue()
    with connection.cursor() as cursor:
        cursor.execute("insert into procrastinate_workers default values")
        cursor.execute(
            "update procrastinate_jobs set status = 'doing', worker_id = (select id from procrastinate_workers)"
        )

    async_to_sync(tasks.rescue.func)(SimpleNamespace(app=app), timestamp=0)

    job.refresh_from_db()
    assert job.status == "doing"


class SlowPostOffice:
    """An SMTP server that takes its time over each letter."""

    def __init__(self):
        self.begun = threading.Event()
        self.letters = []

    async def handle_DATA(self, server, session, envelope):
        self.begun.set()
        time.sleep(1)
        self.letters.append(envelope.rcpt_tos)
        return "250 OK"


@pytest.fixture
def post_office():
    office = SlowPostOffice()
    office.port = free_port()
    controller = Controller(office, hostname="127.0.0.1", port=office.port)
    controller.start()
    yield office
    controller.stop()


@pytest.fixture
def worker(transactional_db, post_office):
    """`manage.py worker` on the test's own database."""
    process = workers.start_worker(post_office.port)
    yield process
    process.kill()
    process.wait()


def test_sigterm_finishes_the_job_in_hand(worker, post_office):
    _letter_in_the_queue()
    assert post_office.begun.wait(60)

    worker.send_signal(signal.SIGTERM)

    assert worker.wait(60) == 0
    assert post_office.letters == [["nadia@example.org"]]
    assert not ProcrastinateJob.objects.filter(task_name="core.deliver").exclude(status="succeeded").exists()
