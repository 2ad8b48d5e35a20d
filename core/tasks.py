"""Jobs every room may use. Shallow: each calls one function."""

from typing import Any

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from core import deliveries, mail

STALLED_SECONDS = 30
A_DAY = RetryStrategy(max_attempts=10, exponential_wait=3)  # how long a mail server is waited for (L-05)


@app.task(name="core.deliver", queue="mail", retry=A_DAY)
def deliver(*, letter: dict[str, Any]) -> None:
    """Send one letter; with exponential waits the last try comes about a day after the first (L-05)."""
    mail.send(letter)


@app.periodic(cron="* * * * * */15")
@app.task(name="core.rescue", queue="rescue", queueing_lock="rescue", pass_context=True)
async def rescue(context: JobContext, timestamp: int) -> None:
    """Jobs in the hands of a worker that has died go back to the queue, within a minute of its death (L-04).

    They run again, so each job does its work once however often it runs.
    """
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
        await manager.retry_job(job)


@app.periodic(cron="40 3 * * *")
@app.task(name="core.forget_deliveries", queueing_lock="core.forget_deliveries")
def forget_deliveries(timestamp: int) -> None:
    """Every night, the notes of letters long gone."""
    deliveries.purge()
