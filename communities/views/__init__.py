"""The pages of this room; the feed of a community is one room higher."""

from communities.views.about import about
from communities.views.directory import directory
from communities.views.extending import extend
from communities.views.invitation import accept, again, ask, asked, decline, declined, held, invitation, unsubscribe
from communities.views.invitations import invitations, question, renew, revoke
from communities.views.members import hand_over, member, members, remove, role
from communities.views.membership import join, leave
from communities.views.settings import archive, reopen, settings, visibility
from communities.views.teaser import teaser
from communities.views.waves import letter, people, prepare, wave
from communities.views.welcome import close_welcome, welcome, why

__all__ = [
    "about",
    "accept",
    "again",
    "archive",
    "ask",
    "asked",
    "close_welcome",
    "decline",
    "declined",
    "directory",
    "extend",
    "hand_over",
    "held",
    "invitation",
    "invitations",
    "join",
    "leave",
    "letter",
    "member",
    "members",
    "people",
    "prepare",
    "question",
    "remove",
    "renew",
    "reopen",
    "revoke",
    "role",
    "settings",
    "teaser",
    "unsubscribe",
    "visibility",
    "wave",
    "welcome",
    "why",
]
