"""Who may change what on people."""

from dataclasses import dataclass

from accounts.models import Person


@dataclass(frozen=True)
class ProfilePolicy:
    """A profile is its owner's: nobody else writes in their name (R-AZ-07)."""

    viewer: Person
    person: Person

    def edit(self) -> bool:
        return self.viewer.pk == self.person.pk and not self.viewer.is_suspended

    def remove_photo(self) -> bool:
        """An administrator may take down a picture that hurts, not choose another."""
        return self.edit() or (self.viewer.is_staff and not self.viewer.is_suspended)
