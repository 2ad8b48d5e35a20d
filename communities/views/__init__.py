"""The pages of this room; the feed of a community is one room higher."""

from communities.views.about import about
from communities.views.directory import directory
from communities.views.members import hand_over, member, members, remove, role
from communities.views.membership import join, leave
from communities.views.settings import archive, reopen, settings, visibility
from communities.views.teaser import teaser

__all__ = [
    "about",
    "archive",
    "directory",
    "hand_over",
    "join",
    "leave",
    "member",
    "members",
    "remove",
    "reopen",
    "role",
    "settings",
    "teaser",
    "visibility",
]
