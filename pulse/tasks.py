"""Jobs of this room. Shallow: each calls one function."""

from procrastinate.contrib.django import app

from pulse.daily import work_out_all
from pulse.visits import fold_old_visits


@app.periodic(cron="51 3 * * *")
@app.task(name="pulse.fold_old_visits", queueing_lock="pulse.fold_old_visits")
def fold(timestamp: int) -> None:
    """Every night (R-PR-03)."""
    fold_old_visits()


@app.periodic(cron="7 * * * *")
@app.task(name="pulse.work_out", queueing_lock="pulse.work_out")
def work_out(timestamp: int) -> None:
    """Every hour, as days end somewhere; where nothing has ended it costs two statements."""
    work_out_all()
