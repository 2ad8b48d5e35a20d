"""The pages of this room; the feed of a community is one room higher."""

from communities.views.directory import directory
from communities.views.membership import join, leave
from communities.views.teaser import teaser

__all__ = ["directory", "join", "leave", "teaser"]
