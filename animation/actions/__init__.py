"""Everything people do with what is planned; nothing else writes this room's models."""

from animation.actions._files import of as files_of
from animation.actions._locks import ChangedMeanwhile
from animation.actions.planning import discard_planned, edit_planned, plan_post
from animation.actions.publishing import publish_due, publish_now
from animation.actions.scheduling import schedule_post, unschedule_post
from animation.actions.signing import approve_text, ask_signature, decline_text

__all__ = [
    "ChangedMeanwhile", "approve_text", "ask_signature", "decline_text", "discard_planned", "edit_planned", "files_of",
    "plan_post", "publish_due", "publish_now", "schedule_post", "unschedule_post",
]  # fmt: skip
