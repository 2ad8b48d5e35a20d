"""Who is asked, who sees the numbers. Facts in, booleans out, no query."""

from dataclasses import dataclass

from accounts.models import Person
from communities.policies import CommunityPolicy


@dataclass(frozen=True)
class PulsePolicy:
    community: CommunityPolicy

    def answer(self) -> bool:
        """Members, hosts aside: they know why they are there."""
        return self.community.post() and not self.community.animates()

    def see_numbers(self) -> bool:
        """Rates of the whole, never rows: who belongs to it, and administrators of what is not secret."""
        if self.community.is_member():
            return True
        return self.community.is_staff and self.community.community.visibility != "secret"

    def read_words(self) -> bool:
        """What is not clear, without names: for those who can make it clearer."""
        return self.community.animates()


def may_see_roadmap(person: Person) -> bool:
    return person.is_staff


def may_declare_days_off(person: Person) -> bool:
    return person.is_staff
