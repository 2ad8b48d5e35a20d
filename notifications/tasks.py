"""Jobs of this room."""

from procrastinate.contrib.django import app

from notifications import actions


@app.periodic(cron="20 3 * * *")
@app.task(name="notifications.purge", queueing_lock="notifications.purge")
def purge(timestamp: int) -> None:
    """Every night, what is older than the retention goes (R-PR-03)."""
    actions.purge()
