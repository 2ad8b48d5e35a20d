"""Who may do what with what is planned. Facts in, booleans out, no query."""

from dataclasses import dataclass
from typing import Self

from accounts.models import Person
from animation.models import PlannedPost
from communities.models import Community
from communities.policies import CommunityPolicy


@dataclass(frozen=True)
class PlanPolicy:
    """What one person may do with the calendar of a community."""

    community: CommunityPolicy

    @classmethod
    def of(cls, person: Person, community: Community) -> Self:
        return cls(CommunityPolicy.of(person, community))

    def read(self) -> bool:
        """Hosts alone, of archived communities too: administrators do not read what is being prepared."""
        return self.community.animates()

    def plan(self) -> bool:
        return self.community.is_alive() and self.read()


def may_sign(person: Person, planned: PlannedPost) -> bool:
    """Agree, or not, to what a host prepared in one's name."""
    return planned.author_id == person.pk and planned.is_for_another
