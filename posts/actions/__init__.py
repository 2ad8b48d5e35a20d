"""Everything people do around posts; nothing else writes this room's models."""

from posts.actions.attaching import describe_files, discard_files, sweep_files, take_files, upload_file
from posts.actions.deleting import delete_post, delete_reply, purge_deleted
from posts.actions.drafting import discard_draft, forget_draft, save_draft, sweep_drafts
from posts.actions.editing import EditedMeanwhile, edit_post, edit_reply
from posts.actions.following import toggle_follow, toggle_pin
from posts.actions.publishing import publish_post, reply_to
from posts.actions.reacting import accept_answer, toggle_reaction, withdraw_acceptance

__all__ = [
    "EditedMeanwhile", "accept_answer", "delete_post", "delete_reply", "describe_files", "discard_draft",
    "discard_files", "edit_post", "edit_reply",
    "forget_draft", "publish_post", "purge_deleted", "reply_to", "save_draft", "sweep_drafts", "sweep_files",
    "take_files", "toggle_follow", "toggle_pin", "toggle_reaction", "upload_file", "withdraw_acceptance",
]  # fmt: skip
