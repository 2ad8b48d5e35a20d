"""Who may change what on people, and on their accounts."""

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


@dataclass(frozen=True)
class AdministrationPolicy:
    """What an administrator may do with somebody's account; with their own, as little as a mistake could undo."""

    actor: Person
    person: Person | None = None

    def administer(self) -> bool:
        return self.actor.can_sign_in and self.actor.is_staff

    def shut_out(self) -> bool:
        """Suspend, deactivate, take the administration away."""
        return self.administer() and self.actor != self.person
