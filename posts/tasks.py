"""Jobs of this room. Shallow: each calls one action."""

from procrastinate.contrib.django import app

from posts.actions import purge_deleted, sweep_drafts, sweep_files


@app.periodic(cron="17 * * * *")
@app.task(name="posts.sweep_files", queueing_lock="posts.sweep_files")
def sweep(timestamp: int) -> None:
    sweep_files()


@app.periodic(cron="27 3 * * *")
@app.task(name="posts.sweep_drafts", queueing_lock="posts.sweep_drafts")
def sweep_abandoned(timestamp: int) -> None:
    sweep_drafts()


@app.periodic(cron="42 3 * * *")
@app.task(name="posts.purge_deleted", queueing_lock="posts.purge_deleted")
def purge(timestamp: int) -> None:
    purge_deleted()
