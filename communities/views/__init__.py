"""The pages of this room; the feed of a community is one room higher."""

from communities.views.about import about
from communities.views.absence import away, back
from communities.views.answers import answers
from communities.views.directory import directory
from communities.views.ending import archive, reopen, withdraw_closing
from communities.views.extending import extend
from communities.views.gate import ask_opening, gate
from communities.views.hosting import accept_mandate, decline_mandate, host, mandate, resign, withdraw_mandate
from communities.views.invitation import (
    accept,
    again,
    ask,
    asked,
    decline,
    declined,
    held,
    invitation,
    stop_letters,
    unsubscribe,
)
from communities.views.invitations import invitations, question, renew, revoke
from communities.views.members import hand_over, member, members, remove, role
from communities.views.membership import join, leave
from communities.views.preparing import ask_reader, contest, future_members, new, prepare, propose_again, send_back
from communities.views.purpose import purpose_check
from communities.views.reading import reading
from communities.views.settings import settings, visibility
from communities.views.teaser import teaser
from communities.views.waves import letter, people, prepare_wave, wave
from communities.views.welcome import close_welcome, welcome, why

__all__ = [
    "about",
    "accept",
    "accept_mandate",
    "again",
    "answers",
    "archive",
    "ask",
    "ask_opening",
    "ask_reader",
    "asked",
    "away",
    "back",
    "close_welcome",
    "contest",
    "decline",
    "decline_mandate",
    "declined",
    "directory",
    "extend",
    "future_members",
    "gate",
    "hand_over",
    "held",
    "host",
    "invitation",
    "invitations",
    "join",
    "leave",
    "letter",
    "mandate",
    "member",
    "members",
    "new",
    "people",
    "prepare",
    "prepare_wave",
    "propose_again",
    "purpose_check",
    "question",
    "reading",
    "remove",
    "renew",
    "reopen",
    "resign",
    "revoke",
    "role",
    "send_back",
    "settings",
    "stop_letters",
    "teaser",
    "unsubscribe",
    "visibility",
    "wave",
    "welcome",
    "why",
    "withdraw_closing",
    "withdraw_mandate",
]
