"""Background jobs, until stopped. An outage of the database makes it wait, not end."""

import asyncio
import contextlib
import logging
import signal
from argparse import ArgumentParser
from typing import Any, cast

import psycopg
from django.core.management.base import BaseCommand
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import ProcrastinateException

log = logging.getLogger("rsenet.worker")

FINISH_SECONDS = 25  # for the jobs in hand, once asked to stop
AGAIN_SECONDS = 2  # between two tries to reach the database


class Command(BaseCommand):
    help = "Runs background jobs until stopped; SIGTERM finishes the jobs in hand."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--concurrency", type=int, default=4, help="jobs at a time (4)")
        parser.add_argument("--queues", nargs="+", help="only these queues")

    def handle(self, *args: Any, concurrency: int, queues: list[str] | None, **options: Any) -> None:
        asyncio.run(work(concurrency, queues))


async def work(concurrency: int, queues: list[str] | None) -> None:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    while not stop.is_set():
        try:
            await _until(stop, concurrency, queues)
        except (ProcrastinateException, psycopg.Error, OSError) as error:
            log.warning("waiting for the database: %s", str(error).partition("\n")[0])
        if not stop.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), AGAIN_SECONDS)


async def _until(stop: asyncio.Event, concurrency: int, queues: list[str] | None) -> None:
    """One worker on a direct connection, which LISTEN needs, until `stop` or until the connection is lost."""
    connector = await asyncio.to_thread(cast(DjangoConnector, app.connector).get_worker_connector)
    direct = app.with_connector(connector)
    async with direct.open_async():
        working = asyncio.create_task(
            direct.run_worker_async(
                queues=cast(list[str], queues),  # None means all of them
                concurrency=concurrency,
                install_signal_handlers=False,
                shutdown_graceful_timeout=FINISH_SECONDS,
                update_heartbeat_interval=5,
                stalled_worker_timeout=20,
                delete_jobs="successful",
            )
        )
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait([working, stopping], return_when=asyncio.FIRST_COMPLETED)
        working.cancel()  # finishes the jobs in hand first
        stopping.cancel()
        [outcome] = await asyncio.gather(working, return_exceptions=True)
        if isinstance(outcome, Exception) and not stop.is_set():
            raise outcome
