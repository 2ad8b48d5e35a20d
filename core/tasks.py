"""Jobs every room may use. Shallow: each calls one function."""

from typing import Any

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from core import mail


@app.task(name="core.deliver", queue="mail", retry=RetryStrategy(max_attempts=12, exponential_wait=3))
def deliver(*, letter: dict[str, Any]) -> None:
    """Send one letter; with exponential waits the last try comes about a day after the first (L-05)."""
    mail.send(letter)
