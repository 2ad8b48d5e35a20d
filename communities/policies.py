"""Who may do what in a community. Facts in, booleans out, no query: what may be *seen* is `visible_to()`."""

from dataclasses import dataclass
from typing import Protocol, Self

from django.db import connection
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.models import Community, Membership
from core.policies import Conflict

Role, Stage, Visibility = Membership.Role, Community.Stage, Community.Visibility
_STAYS = """
    SELECT left_at, role, left_reason FROM communities_membership
    WHERE community_id = %s AND person_id = %s ORDER BY joined_at
"""


class Place(Protocol):
    """What a policy needs to know of a community: a Community, or a row of the rail."""

    @property
    def stage(self) -> str: ...
    @property
    def visibility(self) -> str: ...
    @property
    def is_hidden(self) -> bool: ...


def require_alive(community: Place) -> None:
    """Archived: read-only for everybody (409)."""
    if community.stage == Stage.ARCHIVED:
        raise Conflict(_("This community is archived: it can still be read, nothing can be added or changed."))


def may_create_community(person: Person) -> bool:
    """A draft at once; anybody else proposes."""
    return person.is_staff


def may_propose_community(person: Person) -> bool:
    return not person.is_bot


def may_decide_contests(person: Person) -> bool:
    return person.is_staff


def may_change_rules(person: Person) -> bool:
    return person.is_staff


@dataclass(frozen=True)
class CommunityPolicy:
    """What somebody with this role (None: not a member) may do. Whoever cannot see the community is never asked."""

    community: Place
    role: str | None
    is_staff: bool = False
    was_removed: bool = False
    is_creator: bool = False  # proposed it, or created it

    @classmethod
    def of(cls, person: Person, community: Community) -> Self:
        """Loads the role of a person: one query."""
        with connection.cursor() as cursor:
            cursor.execute(_STAYS, [community.pk, person.pk])
            stays = cursor.fetchall()
        role, removed = None, False
        for left_at, held, reason in stays:
            role, removed = (held, False) if left_at is None else (None, reason == Membership.LeftReason.REMOVED)
        return cls(community, role, person.is_staff, removed, community.created_by_id == person.pk)

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
        return self.community.is_hidden

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
        return self._joinable() and self.community.stage != Stage.PILOT

    def join_later(self) -> bool:
        """A pilot is read by everybody and is by invitation: its first members are few, and chosen."""
        return self._joinable() and self.community.stage == Stage.PILOT

    def _joinable(self) -> bool:
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

    def propose_host(self) -> bool:
        """Ask somebody to be the next host: the present one, an administrator, and while it is being prepared who
        proposed it."""
        begins = self.is_creator and self.community.stage in (Stage.IDEA, Stage.DRAFT)
        return self.is_alive() and (self.owns() or self.is_staff or begins)

    def prepare(self) -> bool:
        """Write what it needs before anybody is invited. An administrator who may see it helps (D1)."""
        return self.is_alive() and self.is_prepared() and (self.is_creator or self.animates() or self.is_staff)

    def follow_life(self) -> bool:
        """What its next step needs: those who answer for it, and administrators."""
        return self.animates() or self.is_staff or (self.is_creator and self.is_prepared())

    def contest(self) -> bool:
        """Hold that the sentence is precise, whatever the check says."""
        return self.is_alive() and (self.prepare() or self.owns())

    def edit_settings(self) -> bool:
        return self.is_alive() and self.owns()

    def edit_answers(self) -> bool:
        """What each invitation begins with, once it lives: whoever writes invitations."""
        return self.invite()

    def archive(self) -> bool:
        return self.is_alive() and (self.owns() or self.is_staff)

    def archive_at_once(self) -> bool:
        """Without the notice its members are owed: nobody has come yet, or an administrator writes why."""
        return self.archive() and (self.is_prepared() or self.is_staff)

    def end(self) -> bool:
        """Come to the page where it ends, or comes back."""
        return self.owns() or self.is_staff

    def reopen(self) -> bool:
        return not self.is_alive() and self.end()

    def change_stage(self) -> bool:
        """Open its gates, and pass one that is closed, with a written reason."""
        return self.is_staff

    def begin_pilot(self) -> bool:
        """Call the first members in: the host's own decision, once the gate is open."""
        return self.is_alive() and (self.owns() or self.is_staff)

    def ask_opening(self) -> bool:
        return self.owns() and self.community.stage == Stage.PILOT

    def extend(self) -> bool:
        return self.is_alive() and self.is_staff
