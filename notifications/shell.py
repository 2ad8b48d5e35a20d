"""The bell: how much is unread. One query over a partial index, which stops counting at a hundred."""

from django.db.models import QuerySet

from accounts.models import Person
from core.compiled import STAND_IN, Compiled
from core.shell import part
from notifications.models import Notification

MOST = 100


def _unread(person: Person) -> QuerySet[Notification, tuple[int]]:
    return Notification.objects.visible_to(person).unread().order_by().values_list("pk")[:MOST]


_statement = Compiled(
    _unread, pretend=lambda is_staff: Person(pk=STAND_IN, is_staff=bool(is_staff)), key=lambda person: person.is_staff
)


@part("bell")
def unread(person: Person) -> str:
    """ "" for nothing, "99+" for more; what they may no longer see does not count."""
    count = len(_statement.rows(person, person.pk))
    return "" if not count else str(count) if count < MOST else f"{MOST - 1}+"
