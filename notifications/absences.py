"""Who stands in for a host knows it, and until when; it is forgotten when they need not any more."""

from accounts.models import Person
from communities.events import AbsenceDeclared, AbsenceWithdrawn
from communities.models import Community
from core.events import on
from notifications.actions import tell
from notifications.models import Notification
from notifications.sentences import STANDS_IN

Kind = Notification.Kind


@on(AbsenceDeclared)
def tell_who_stands_in(fact: AbsenceDeclared) -> None:
    absence = fact.absence
    if fact.instead_of and fact.instead_of != absence.stand_in:
        _spare(fact.instead_of, absence.community)
    people = Person.objects.all().active().filter(pk=absence.stand_in_id or 0)
    detail, at = f"{STANDS_IN}{absence.ends_on:%Y-%m-%d}", absence.declared_at
    tell(people, Kind.MEMBERSHIP, about=absence.community, by=absence.person_id, at=at, detail=detail)


@on(AbsenceWithdrawn)
def spare_who_stood_in(fact: AbsenceWithdrawn) -> None:
    if fact.stand_in:
        _spare(fact.stand_in, fact.community)


def _spare(person: Person, community: Community) -> None:
    told = Notification.objects.filter(person=person, kind=Kind.MEMBERSHIP, community=community)
    told.filter(detail__startswith=STANDS_IN).delete()
