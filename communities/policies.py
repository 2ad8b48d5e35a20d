"""Who may do what in a community. Facts in, booleans out, no query: what may be *seen* is `visible_to()`."""

from dataclasses import dataclass
from typing import Protocol, Self

from django.utils.translation import gettext as _

from accounts.models import Person
from communities.models import Community, Membership
from core.policies import Conflict

Role, Stage, Visibility = Membership.Role, Community.Stage, Community.Visibility


class Place(Protocol):
    """What a policy needs to know of a community: a Community, or a row of the rail."""

    @property
    def stage(self) -> str: ...
    @property
    def visibility(self) -> str: ...


def require_alive(community: Place) -> None:
    """Archived: read-only for everybody (409)."""
    if community.stage == Stage.ARCHIVED:
        raise Conflict(_("This community is archived: it can still be read, nothing can be added or changed."))


def may_create_community(person: Person) -> bool:
    return person.is_staff


@dataclass(frozen=True)
class CommunityPolicy:
    """What somebody with this role (None: not a member) may do. Whoever cannot see the community is never asked."""

    community: Place
    role: str | None
    is_staff: bool = False
    was_removed: bool = False

    @classmethod
    def of(cls, person: Person, community: Community) -> Self:
        """Loads the role of a person: one query."""
        stays = Membership.objects.filter(community=community, person=person).order_by("joined_at")
        role, removed = None, False
        for left_at, held, reason in stays.values_list("left_at", "role", "left_reason"):
            role, removed = (held, False) if left_at is None else (None, reason == Membership.LeftReason.REMOVED)
        return cls(community, role, person.is_staff, removed)

    def is_member(self) -> bool:
        return self.role is not None

    def animates(self) -> bool:
        return self.role in Role.animating()

    def owns(self) -> bool:
        return self.role == Role.ANIMATOR

    def is_alive(self) -> bool:
        return self.community.stage != Stage.ARCHIVED

    def is_prepared(self) -> bool:
        """Still out of sight: only its animators (and administrators, for the page about it) come in."""
        return self.community.stage in Stage.hidden()

    def read(self) -> bool:
        """Its posts, files and list of members. Administrators read like anybody else (D1)."""
        if self.is_prepared():
            return self.animates()
        return self.is_member() or self.community.visibility == Visibility.OPEN

    def post(self) -> bool:
        """Write, react, upload."""
        return self.is_alive() and self.read() and self.is_member()

    def join(self) -> bool:
        """Alone, without invitation. Whoever was removed comes back by invitation."""
        listed = self.community.visibility == Visibility.OPEN and not self.is_prepared()
        return listed and self.is_alive() and not self.is_member() and not self.was_removed

    def leave(self) -> bool:
        return self.is_alive() and self.is_member()

    def invite(self) -> bool:
        """Once there is something to see: nobody is called to a place that does not open its door."""
        return self.is_alive() and self.animates() and not self.is_prepared()

    def prepare_waves(self) -> bool:
        """Choose people and write to each, long before the letters leave."""
        return self.is_alive() and self.animates()

    def send_waves(self) -> bool:
        """Administrators too, when they pass a gate with a reason: the letters are signed by the host."""
        return self.is_alive() and not self.is_prepared() and (self.animates() or self.is_staff)

    def moderate(self) -> bool:
        """Hide, delete, pin what others wrote."""
        return self.is_alive() and self.animates()

    def remove(self, role: str) -> bool:
        """Take out somebody of this role; nobody removes the animator (R-AZ-10)."""
        if not self.is_alive() or role == Role.ANIMATOR:
            return False
        return self.owns() or (self.animates() and role == Role.MEMBER)

    def change_roles(self) -> bool:
        return self.is_alive() and self.owns()

    def hand_over(self) -> bool:
        """Name the next animator: the present one, or an administrator when nobody else can."""
        return self.is_alive() and (self.owns() or self.is_staff)

    def edit_settings(self) -> bool:
        return self.is_alive() and self.owns()

    def archive(self) -> bool:
        return self.is_alive() and (self.owns() or self.is_staff)

    def reopen(self) -> bool:
        return not self.is_alive() and (self.owns() or self.is_staff)

    def change_stage(self) -> bool:
        return self.is_staff
