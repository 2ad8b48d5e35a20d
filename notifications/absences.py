"""Who stands in for a host knows it, and until when; it is forgotten when they need not any more."""

from accounts.models import Person
from communities.events import AbsenceDeclared, AbsenceWithdrawn
from core.events import on
from notifications.actions import tell, untell
from notifications.models import Notification
from notifications.sentences import STANDS_IN

Kind = Notification.Kind


@on(AbsenceDeclared)
def tell_who_stands_in(fact: AbsenceDeclared) -> None:
    absence = fact.absence
    if fact.instead_of and fact.instead_of != absence.stand_in:
        untell(fact.instead_of, Kind.MEMBERSHIP, absence.community, detail=STANDS_IN)
    people = Person.objects.all().active().filter(pk=absence.stand_in_id or 0)
    detail, at = f"{STANDS_IN}{absence.ends_on:%Y-%m-%d}", absence.declared_at
    tell(people, Kind.MEMBERSHIP, about=absence.community, by=absence.person_id, at=at, detail=detail)


@on(AbsenceWithdrawn)
def spare_who_stood_in(fact: AbsenceWithdrawn) -> None:
    if fact.stand_in:
        untell(fact.stand_in, Kind.MEMBERSHIP, fact.community, detail=STANDS_IN)
