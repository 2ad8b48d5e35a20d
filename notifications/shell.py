"""The bell: how much is unread. One query over a partial index, which stops counting at a hundred."""

from accounts.models import Person
from core.shell import part
from notifications.models import Notification

MOST = 100


@part("bell")
def unread(person: Person) -> str:
    """ "" for nothing, "99+" for more; what they may no longer see does not count."""
    count = Notification.objects.visible_to(person).unread().order_by()[:MOST].count()
    return "" if not count else str(count) if count < MOST else f"{MOST - 1}+"
