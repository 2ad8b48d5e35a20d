"""The person for whom a query is composed once (core/compiled.py): only who they are and whether they administer may
be in it. Asking anything else of them fails, instead of giving everybody the answer of the first who came."""

from django.db import DEFAULT_DB_ALIAS

from accounts.models import Person
from core.compiled import STAND_IN


def anybody(is_staff: bool) -> Person:
    return Person.from_db(DEFAULT_DB_ALIAS, ["id", "is_staff"], [STAND_IN, is_staff])


def kind_of(person: Person) -> bool:
    return person.is_staff
