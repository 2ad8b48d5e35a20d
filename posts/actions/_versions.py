"""A text as it stands, about to be replaced."""

from typing import Any

from posts.models import Post, Reply


def former(message: Post | Reply) -> dict[str, Any]:
    """The fields of its Revision."""
    of: dict[str, Any] = {"post": message, "title": message.title} if isinstance(message, Post) else {"reply": message}
    return of | {
        "version": message.version,
        "body": message.body,
        "html": message.html,
        "written_at": message.edited_at or message.created_at,
    }
