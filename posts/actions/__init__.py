"""Everything people do around posts; nothing else writes this room's models."""

from posts.actions.deleting import delete_post, delete_reply, purge_deleted
from posts.actions.editing import EditedMeanwhile, edit_post, edit_reply
from posts.actions.following import toggle_follow, toggle_pin
from posts.actions.publishing import publish_post, reply_to
from posts.actions.reacting import accept_answer, toggle_reaction, withdraw_acceptance

__all__ = [
    "EditedMeanwhile", "accept_answer", "delete_post", "delete_reply", "edit_post", "edit_reply", "publish_post",
    "purge_deleted", "reply_to", "toggle_follow", "toggle_pin", "toggle_reaction", "withdraw_acceptance",
]  # fmt: skip
