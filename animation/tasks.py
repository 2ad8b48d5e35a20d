"""Jobs of this room. Shallow: each calls one action."""

from procrastinate.contrib.django import app

from animation import actions


# Without a queueing lock: what a dead worker held goes back to the queue even while the next minute's run waits there.
@app.periodic(cron="* * * * *")
@app.task(name="animation.publish_due")
def publish_due(timestamp: int) -> None:
    """Each minute, what is due. What is due stands in the table, so a missed minute is made up for by the next."""
    actions.publish_due()
