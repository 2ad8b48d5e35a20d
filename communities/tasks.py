"""Jobs of this room. Shallow: each calls one action."""

from procrastinate.contrib.django import app

from communities.actions import tell_what_is_due


@app.periodic(cron="10 7 * * *")
@app.task(name="communities.tell_what_is_due", queueing_lock="communities.tell_what_is_due")
def tell_of_decisions(timestamp: int) -> None:
    """Every morning: stages that have lasted too long are somebody's to decide."""
    tell_what_is_due()
