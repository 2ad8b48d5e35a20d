"""Everything people do to communities; nothing else writes this room's models."""

from communities.actions.description import change_visibility, create_community, edit_community
from communities.actions.ending import archive_community, reopen_community
from communities.actions.invitations import (
    accept_as_newcomer,
    accept_invitation,
    ask_again,
    decline_invitation,
    invite_person,
    renew_invitation,
    revoke_invitation,
)
from communities.actions.lifecycle import change_stage
from communities.actions.membership import change_role, hand_over, join_community, leave_community, remove_member
from communities.actions.questions import answer_question, ask_host, ask_inviter
from communities.actions.timeboxes import extend_stage, tell_what_is_due
from communities.actions.waves import (
    add_invitees,
    prepare_wave,
    remove_invitee,
    save_wave,
    send_prepared_wave,
    send_wave,
)
from communities.actions.welcome import choose_rhythm, end_welcome

__all__ = [
    "accept_as_newcomer",
    "accept_invitation",
    "add_invitees",
    "answer_question",
    "archive_community",
    "ask_again",
    "ask_host",
    "ask_inviter",
    "change_role",
    "change_stage",
    "change_visibility",
    "choose_rhythm",
    "create_community",
    "decline_invitation",
    "edit_community",
    "end_welcome",
    "extend_stage",
    "hand_over",
    "invite_person",
    "join_community",
    "leave_community",
    "prepare_wave",
    "remove_invitee",
    "remove_member",
    "renew_invitation",
    "reopen_community",
    "revoke_invitation",
    "save_wave",
    "send_prepared_wave",
    "send_wave",
    "tell_what_is_due",
]
