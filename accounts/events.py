"""What happened to people."""

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
