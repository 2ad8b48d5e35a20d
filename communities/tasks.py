"""Jobs of this room. Shallow: each calls one function."""

from procrastinate.contrib.django import app

from communities import letters
from communities.actions import archive_announced, forget_absences, reminders, tell_what_is_due
from core.tasks import A_DAY


@app.periodic(cron="10 7 * * *")
@app.task(name="communities.tell_what_is_due", queueing_lock="communities.tell_what_is_due")
def tell_of_decisions(timestamp: int) -> None:
    """Every morning: stages that have lasted too long are somebody's to decide."""
    tell_what_is_due()


@app.periodic(cron="20 3 * * *")
@app.task(name="communities.forget_absences", queueing_lock="communities.forget_absences")
def forget_what_is_over(timestamp: int) -> None:
    """Every night: when a host was away is kept while they are."""
    forget_absences()


# Without a queueing lock: what a dead worker held goes back to the queue even while the next hour's run waits there.
@app.periodic(cron="3 * * * *")
@app.task(name="communities.archive_announced")
def archive_what_was_announced(timestamp: int) -> None:
    """Every hour, where the announced day has begun. What is due stands in the table: a missed hour is made up for."""
    archive_announced()


@app.task(name="communities.send_invitation", queue="mail", retry=A_DAY)
def send_invitation(*, invitation: int, token: str) -> None:
    letters.send_invitation(invitation, token)


@app.task(name="communities.send_reminder", queue="mail", retry=A_DAY)
def send_reminder(*, invitation: int, token: str) -> None:
    letters.send_reminder(invitation, token)


@app.task(name="communities.send_question", queue="mail", retry=A_DAY)
def send_question(*, question: int) -> None:
    letters.send_question(question)


@app.task(name="communities.send_answer", queue="mail", retry=A_DAY)
def send_answer(*, question: int) -> None:
    letters.send_answer(question)


@app.periodic(cron="7 * * * *")
@app.task(name="communities.remind", queueing_lock="communities.remind")
def remind(timestamp: int) -> None:
    """Every hour, what has come to its last day."""
    reminders.send_due_reminders()
