"""What happens in the life of a community. `by` is who did it, the person themself included."""

from dataclasses import dataclass

from accounts.models import Person
from communities.models import (
    Absence,
    Closing,
    Community,
    HostQuestion,
    Invitation,
    Mandate,
    Membership,
    PurposeContest,
    PurposeReading,
    StageChange,
    Wave,
)


@dataclass(frozen=True)
class CommunityCreated:
    community: Community
    by: Person


@dataclass(frozen=True)
class CommunityEdited:
    community: Community
    by: Person


@dataclass(frozen=True)
class StageChanged:
    change: StageChange
    before: str


@dataclass(frozen=True)
class ClosingAnnounced:
    closing: Closing


@dataclass(frozen=True)
class ClosingWithdrawn:
    """It goes on: `closing.withdrawn_because` may say why."""

    closing: Closing


@dataclass(frozen=True)
class VisibilityChanged:
    community: Community
    before: str
    by: Person


@dataclass(frozen=True)
class MemberJoined:
    membership: Membership


@dataclass(frozen=True)
class MemberLeft:
    """Left or removed: `membership.left_reason` says which."""

    membership: Membership
    by: Person


@dataclass(frozen=True)
class CommunityVisited:
    """A member opens a page inside the community: no polling, no reading ahead by the browser."""

    community: Community
    person: Person


@dataclass(frozen=True)
class RoleChanged:
    membership: Membership
    by: Person


@dataclass(frozen=True)
class PersonInvited:
    """`person` is the colleague who has this address, None when nobody has an account with it yet."""

    invitation: Invitation
    person: Person | None


@dataclass(frozen=True)
class InvitationAnswered:
    invitation: Invitation


@dataclass(frozen=True)
class DecisionsDue:
    """A stage has lasted too long; `kind` is one of DecisionDue.Kind."""

    community: Community
    kind: str


@dataclass(frozen=True)
class RenewalAsked:
    """Who holds a link that has ended wishes another."""

    invitation: Invitation


@dataclass(frozen=True)
class HostAsked:
    """A question to who hosts; its answer goes by mail."""

    question: HostQuestion


@dataclass(frozen=True)
class WaveSent:
    """`wave.missing` says what did not hold when it left all the same, `wave.reason` why."""

    wave: Wave
    invitations: list[Invitation]
    by: Person


@dataclass(frozen=True)
class HostProposed:
    mandate: Mandate


@dataclass(frozen=True)
class MandateWithdrawn:
    mandate: Mandate
    by: Person


@dataclass(frozen=True)
class MandateAnswered:
    """Accepted or declined: `mandate.answer` says which."""

    mandate: Mandate


@dataclass(frozen=True)
class SubstituteNamed:
    """Who answers when the host is away, and is asked first when they stop: `mandate.substitute`."""

    mandate: Mandate


@dataclass(frozen=True)
class HostLeft:
    """Nobody hosts it from now on: they stopped, left, or their account ended."""

    community: Community
    person: Person
    reason: str
    by: Person


@dataclass(frozen=True)
class AbsenceDeclared:
    """`absence.stand_in` answers meanwhile; `instead_of`, who was named before."""

    absence: Absence
    instead_of: Person | None


@dataclass(frozen=True)
class AbsenceWithdrawn:
    community: Community
    person: Person
    stand_in: Person | None


@dataclass(frozen=True)
class OpeningAsked:
    """A host says that their pilot is ready to open."""

    community: Community
    by: Person


@dataclass(frozen=True)
class CommunityProposed:
    """An idea waits for an administrator; said again when it comes back rewritten."""

    community: Community
    by: Person


@dataclass(frozen=True)
class ProposalAnswered:
    """Accepted, or sent back with words."""

    community: Community
    accepted: bool
    words: str
    by: Person


@dataclass(frozen=True)
class ReadingAsked:
    reading: PurposeReading


@dataclass(frozen=True)
class ReadingAnswered:
    reading: PurposeReading


@dataclass(frozen=True)
class PurposeContested:
    contest: PurposeContest


@dataclass(frozen=True)
class ContestDecided:
    contest: PurposeContest
