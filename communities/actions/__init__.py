"""Everything people do to communities; nothing else writes this room's models."""

from communities.actions.description import change_visibility, create_community, edit_community
from communities.actions.ending import archive_community, reopen_community
from communities.actions.invitations import (
    accept_as_newcomer,
    accept_invitation,
    decline_invitation,
    invite_person,
    revoke_invitation,
)
from communities.actions.lifecycle import change_stage
from communities.actions.membership import change_role, hand_over, join_community, leave_community, remove_member
from communities.actions.timeboxes import extend_stage, tell_what_is_due

__all__ = [
    "accept_as_newcomer",
    "accept_invitation",
    "archive_community",
    "change_role",
    "change_stage",
    "change_visibility",
    "create_community",
    "decline_invitation",
    "edit_community",
    "extend_stage",
    "hand_over",
    "invite_person",
    "join_community",
    "leave_community",
    "remove_member",
    "reopen_community",
    "revoke_invitation",
    "tell_what_is_due",
]
