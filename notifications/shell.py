"""The bell: how much is unread. Over a partial index, and it stops counting at a hundred."""

from django.db.models import QuerySet

from accounts.anybody import anybody, kind_of
from accounts.models import Person
from core.compiled import Compiled
from core.shell import part
from notifications.models import Notification

MOST = 100


def _unread(person: Person) -> QuerySet[Notification, tuple[int]]:
    return Notification.objects.visible_to(person).unread().order_by().values_list("pk")[:MOST]


_statement = Compiled(_unread, pretend=anybody, key=kind_of)


def _count(person: Person) -> str:
    return f"SELECT count(*) FROM ({_statement.sql(person)}) n"  # noqa: S608 — the ORM's own text


@part("bell", _count)
def unread(count: int) -> str:
    """ "" for nothing, "99+" for more; what they may no longer see does not count."""
    return "" if not count else str(count) if count < MOST else f"{MOST - 1}+"
