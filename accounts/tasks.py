"""Slow work about accounts. Shallow: each calls one function."""

from procrastinate.contrib.django import app

from accounts import lifecycle, sessions


@app.task(name="accounts.tell_of_attempts", queue="mail")
def tell_of_attempts(*, email: str) -> None:
    lifecycle.tell_of_attempts(email)


@app.periodic(cron="17 3 * * *")
@app.task(name="accounts.sweep", queueing_lock="accounts.sweep")
def sweep(timestamp: int) -> None:
    sessions.sweep()
