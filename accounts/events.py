"""What happened to people. Endings are stated before they are final: a reaction may refuse them (R-AZ-10)."""

from dataclasses import dataclass

from accounts.models import Person


@dataclass(frozen=True)
class ProfileEdited:
    person: Person


@dataclass(frozen=True)
class PhotoChanged:
    """Set or removed, by its owner or by an administrator."""

    person: Person
    by: Person


@dataclass(frozen=True)
class PersonSuspended:
    person: Person
    by: Person


@dataclass(frozen=True)
class PersonDeactivated:
    person: Person
    by: Person
