"""The kind of a post, or where its question stands: an icon and a word in the corner of its card."""

from dataclasses import dataclass
from functools import cache

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.templatetags.interface import icon
from posts.models import Post
from posts.rows import FeedPost


@dataclass(frozen=True, slots=True)
class Chip:
    """Kind or state of a post: icon and word."""

    icon: SafeString
    label: str
    tone: str = ""


def chip(post: Post | FeedPost, pictures: bool, language: str) -> Chip | None:
    """A question says where it stands; a plain message says nothing."""
    state = "resolved" if post.accepted_reply_id else "open" if post.reply_count else "unanswered"
    return _chip(post.kind, state if post.is_question else "", pictures, language)


@cache
def _chip(kind: str, state: str, pictures: bool, language: str) -> Chip | None:
    if state:
        if state == "resolved":
            return Chip(icon("circle-check"), _("Question resolved"), "chip-ok")
        if state == "unanswered":
            return Chip(icon("message-circle-question-mark"), _("Unanswered question"), "chip-warn")
        return Chip(icon("message-circle-question-mark"), _("Open question"))
    icons = {"announcement": "megaphone", "note": "notebook-pen", "praise": "hand-heart", "poll": "chart-bar-big",
             "event": "calendar-days"}  # fmt: skip
    if kind in icons:
        return Chip(icon(icons[kind]), str(Post.Kind(kind).label))
    return Chip(icon("image"), _("Photo")) if pictures else None
