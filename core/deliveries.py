"""Sending a letter once (L-04). Exactly once does not exist over SMTP: a worker may die between the server's yes and
the note of it. That note is one statement, written while the connection is still open: nothing else lies between,
and no second letter of the same worker (core.mail)."""

from datetime import timedelta

from django.db.models import F
from django.utils.timezone import now

from core.models import Delivery

KEPT = timedelta(days=30)


def begin(message_id: str) -> bool:
    """Before it is handed over; False when a server has taken it already."""
    fresh, created = Delivery.objects.get_or_create(message_id=message_id[:255], defaults={"begun_at": now()})
    if not created and fresh.accepted_at is None:
        Delivery.objects.filter(pk=fresh.pk).update(tries=F("tries") + 1)
    return fresh.accepted_at is None


def accepted(message_id: str) -> None:
    """The server has said yes: from here on it is its own business."""
    Delivery.objects.filter(pk=message_id[:255]).update(accepted_at=now())


def purge() -> int:
    """Forget the notes of letters long gone (R-PR-03)."""
    return Delivery.objects.filter(begun_at__lt=now() - KEPT).delete()[0]
