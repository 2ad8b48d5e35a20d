"""Everything people do to communities; nothing else writes this room's models."""

from communities.actions.description import change_visibility, create_community, edit_community
from communities.actions.invitations import (
    accept_as_newcomer,
    accept_invitation,
    decline_invitation,
    invite_person,
    revoke_invitation,
)
from communities.actions.lifecycle import archive_community, change_stage, reopen_community
from communities.actions.membership import change_role, hand_over, join_community, leave_community, remove_member

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
    "hand_over",
    "invite_person",
    "join_community",
    "leave_community",
    "remove_member",
    "reopen_community",
    "revoke_invitation",
]
