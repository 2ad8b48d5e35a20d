"""What a post or a reply must say, and how much it may hold (R-RB-02). Forms and actions ask the same."""

from collections.abc import Sized

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.names import clean_line
from core.wording import clean_text, shows_nothing
from posts.models import Post

BODY_MAX, TITLE_MAX, REASON_MAX, FILES_MAX = 20_000, 200, 500, 10
OFFERED = (Post.Kind.MESSAGE, Post.Kind.QUESTION)


def clean_body(text: str) -> str:
    body = clean_text(text)
    if len(body) > BODY_MAX:
        sentence = _("This text has %(n)s characters: 20,000 at most. Cut it in two, or join it as a file.")
        raise ValidationError(sentence % {"n": len(body)}, code="max_length")
    return "" if shows_nothing(body) else body


def clean_title(text: str) -> str:
    title = clean_line(text)
    if len(title) > TITLE_MAX:
        sentence = _("This title has %(n)s characters: 200 at most. The rest goes below.")
        raise ValidationError(sentence % {"n": len(title)}, code="max_length")
    return "" if shows_nothing(title) else title


def clean_reason(text: str) -> str:
    """Why a host deletes what somebody else wrote: the author reads it."""
    reason = clean_line(text)
    if shows_nothing(reason):
        raise ValidationError(_("Say why: the person will read it."), code="required")
    if len(reason) > REASON_MAX:
        raise ValidationError(_("500 characters at most."), code="max_length")
    return reason


def require_a_post(kind: str, title: str, body: str, has_files: bool) -> None:
    """A question is its title; anything else is its text or its files."""
    if kind == Post.Kind.QUESTION:
        if not title:
            raise ValidationError({"title": _("Put your question in one sentence: it is its title.")}, code="required")
    elif not body and not has_files:
        raise ValidationError({"body": _("Write your message first, then publish it.")}, code="required")


def require_a_reply(body: str, has_files: bool) -> None:
    if not body and not has_files:
        raise ValidationError({"body": _("Write your reply first, then send it.")}, code="required")


def require_few_files(files: Sized) -> None:
    if len(files) > FILES_MAX:
        raise ValidationError({"file": _("Ten files at most in one message.")})
