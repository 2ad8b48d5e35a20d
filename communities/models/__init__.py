"""Where people gather: a purpose, an animator, members, a stage of life."""

from communities.models.absences import Absence
from communities.models.communities import Community, CommunityQuerySet
from communities.models.endings import Closing
from communities.models.invitations import Invitation, InvitationQuerySet
from communities.models.lifecycle import DecisionDue, Extension, PurposeContest, PurposeReading, StageChange
from communities.models.mandates import Mandate
from communities.models.memberships import FormerRole, Membership, MembershipQuerySet
from communities.models.questions import HostQuestion
from communities.models.rules import Rules
from communities.models.waves import Invitee, Wave

__all__ = [
    "Absence",
    "Closing",
    "Community",
    "CommunityQuerySet",
    "DecisionDue",
    "Extension",
    "FormerRole",
    "HostQuestion",
    "Invitation",
    "InvitationQuerySet",
    "Invitee",
    "Mandate",
    "Membership",
    "MembershipQuerySet",
    "PurposeContest",
    "PurposeReading",
    "Rules",
    "StageChange",
    "Wave",
]
