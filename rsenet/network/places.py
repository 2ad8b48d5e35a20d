"""Community and membership lines become places and stays."""

from datetime import datetime, timedelta

from django.utils.timezone import now

from accounts.models import Person
from communities.models import Community, FormerRole, Membership, StageChange
from communities.tiles import draw, hue
from rsenet.network.known import Known, KnownCommunity, Numbers
from rsenet.network.lines import Line
from rsenet.network.writing import Writer

_ANIMATOR = Membership.Role.ANIMATOR


class Places:
    def __init__(self, known: Known, writer: Writer) -> None:
        self._known, self._writer = known, writer
        self._numbers, self._stays = Numbers(Community), Numbers(Membership)

    def community(self, line: Line) -> bool:
        if line["id"] in self._known.communities:
            return False
        host = self._known.person(line, "animator")
        slug = line["id"]
        community = Community(
            pk=self._numbers.next(),
            uid=slug,
            slug=slug,
            name=line["name"],
            purpose=line["purpose"],
            hue=hue(slug),
            tile=draw(slug),
            visibility=line["visibility"],
            stage=line["stage"],
            timezone=line["timezone"],
            created_at=line["created_at"] or now(),
        )
        self._writer.add(community)
        self._writer.add(StageChange(community_id=community.pk, stage=community.stage, at=community.created_at))
        self._known.add_community(community, host).may_be_called(host)
        return True

    def membership(self, line: Line) -> bool:
        community, person = self._known.community(line), self._known.person(line, "person")
        joined_at, left_at = line["joined_at"], line["left_at"]
        if left_at is None and line["left_reason"]:
            raise line.wrong("left_reason without left_at")
        if left_at is not None and left_at < joined_at:
            raise line.wrong("left_at is before joined_at")
        if joined_at in community.stays[person.pk]:
            return False
        role = line["role"] or Membership.Role.MEMBER
        if left_at is None:
            if person.pk in community.present:
                if person.pk in community.arrived:
                    raise line.wrong(f"{line['person']} is already a member of {line['community']}")
                return False
            role = self._present_role(line, community, person, role)
            community.arrived.add(person.pk)
        before = community.open_ended.pop((person.pk, joined_at), None)
        if before is not None and before.role != role:
            self._go_on(community, before, person, role, left_at, line["left_reason"])
        else:
            self._stay(community, person, role, joined_at, left_at, line["left_reason"])
        return True

    def _present_role(self, line: Line, community: KnownCommunity, person: Person, role: str) -> str:
        """A community has one animator: for a new one, who its line names; unless they stopped, and stay."""
        if person == community.host and (person.pk not in community.hosted or line["role"] is None):
            return _ANIMATOR
        if role == _ANIMATOR and person != community.host and (community.host or community.animator):
            raise line.wrong(f"{line['community']} already has another animator")
        return role

    def _stay(
        self,
        community: KnownCommunity,
        person: Person,
        role: str,
        joined_at: datetime,
        left_at: datetime | None = None,
        left_reason: str = "",
    ) -> None:
        stay = Membership(
            pk=self._stays.next(),
            community_id=community.pk,
            person_id=person.pk,
            role=role,
            joined_at=joined_at,
            left_at=left_at,
            left_reason=left_reason,
        )
        self._writer.add(stay)
        self._told(community, stay, person, joined_at)

    def _go_on(
        self,
        community: KnownCommunity,
        stay: Membership,
        person: Person,
        role: str,
        left_at: datetime | None,
        left_reason: str,
    ) -> None:
        """The same stay, in another role from the moment the last one ended."""
        changed_at = stay.left_at or stay.joined_at
        self._writer.add(FormerRole(membership_id=stay.pk, role=stay.role, until=changed_at))
        stay.role, stay.left_at, stay.left_reason = role, left_at, left_reason
        if not stay._state.adding:  # written with an earlier batch
            self._writer.change(stay)
        self._told(community, stay, person, changed_at)

    def _told(self, community: KnownCommunity, stay: Membership, person: Person, since: datetime) -> None:
        self._writer.members.add(community.pk)
        community.belong(person, stay.role, since, stay.left_at)
        if stay.left_at is not None and not stay.left_reason and stay.left_at > since:
            community.open_ended[person.pk, stay.left_at] = stay

    def finish(self) -> None:
        """An animator whose stay no line told was there from the beginning. Whoever stopped leaves nobody."""
        for community in {known.pk: known for known in self._known.communities.values()}.values():
            if community.host is None:
                continue
            if community.host.pk not in community.hosted:
                since = community.created_at
                while since in community.stays[community.host.pk]:
                    since += timedelta(seconds=1)
                self._stay(community, community.host, _ANIMATOR, since)
            elif community.animator is None:
                Community.objects.filter(pk=community.pk).update(vacant_since=community.host_until)
