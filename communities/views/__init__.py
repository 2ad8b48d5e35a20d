"""The pages of this room; the feed of a community is one room higher."""

from communities.views.about import about
from communities.views.directory import directory
from communities.views.extending import extend
from communities.views.invitation import accept, decline, declined, held, invitation, unsubscribe
from communities.views.invitations import invitations, revoke
from communities.views.members import hand_over, member, members, remove, role
from communities.views.membership import join, leave
from communities.views.settings import archive, reopen, settings, visibility
from communities.views.teaser import teaser

__all__ = [
    "about",
    "accept",
    "archive",
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
    "member",
    "members",
    "remove",
    "reopen",
    "revoke",
    "role",
    "settings",
    "teaser",
    "unsubscribe",
    "visibility",
]
