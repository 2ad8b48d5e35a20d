"""Jobs of this room. Shallow: each calls one function."""

from procrastinate.contrib.django import app

from pulse.visits import fold_old_visits


@app.periodic(cron="51 3 * * *")
@app.task(name="pulse.fold_old_visits", queueing_lock="pulse.fold_old_visits")
def fold(timestamp: int) -> None:
    """Every night (R-PR-03)."""
    fold_old_visits()
