"""Everything people do to communities; nothing else writes this room's models."""

from communities.actions.absences import declare_absence, forget_absences, withdraw_absence
from communities.actions.contests import contest_purpose, decide_contest
from communities.actions.description import change_visibility, edit_community
from communities.actions.ending import (
    announce_closing,
    archive_announced,
    archive_community,
    withdraw_closing,
)
from communities.actions.invitations import (
    accept_as_newcomer,
    accept_invitation,
    ask_again,
    decline_invitation,
    invite_person,
    renew_invitation,
    revoke_invitation,
)
from communities.actions.lifecycle import ask_opening, change_stage
from communities.actions.mandates import (
    accept_mandate,
    decline_mandate,
    propose_host,
    renew_mandate,
    resign_as_host,
    withdraw_mandate,
)
from communities.actions.membership import change_role, join_community, leave_community, remove_member
from communities.actions.preparation import edit_answers, prepare_community
from communities.actions.proposals import (
    accept_proposal,
    create_community,
    propose_again,
    propose_community,
    send_back_proposal,
    was_sent_back,
)
from communities.actions.questions import answer_question, ask_host, ask_inviter
from communities.actions.readings import answer_reading, ask_reader
from communities.actions.reopening import reopen_community
from communities.actions.rules import change_rules, let_grow
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
    "accept_mandate",
    "accept_proposal",
    "add_invitees",
    "announce_closing",
    "answer_question",
    "answer_reading",
    "archive_announced",
    "archive_community",
    "ask_again",
    "ask_host",
    "ask_inviter",
    "ask_opening",
    "ask_reader",
    "change_role",
    "change_rules",
    "change_stage",
    "change_visibility",
    "choose_rhythm",
    "contest_purpose",
    "create_community",
    "decide_contest",
    "declare_absence",
    "decline_invitation",
    "decline_mandate",
    "edit_answers",
    "edit_community",
    "end_welcome",
    "extend_stage",
    "forget_absences",
    "invite_person",
    "join_community",
    "leave_community",
    "let_grow",
    "prepare_community",
    "prepare_wave",
    "propose_again",
    "propose_community",
    "propose_host",
    "remove_invitee",
    "remove_member",
    "renew_invitation",
    "renew_mandate",
    "reopen_community",
    "resign_as_host",
    "revoke_invitation",
    "save_wave",
    "send_back_proposal",
    "send_prepared_wave",
    "send_wave",
    "tell_what_is_due",
    "was_sent_back",
    "withdraw_absence",
    "withdraw_closing",
    "withdraw_mandate",
]
