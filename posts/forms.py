"""The shape of what people send; what it must say is in posts.wording."""

from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django import forms
from django.core.exceptions import ValidationError

from core.names import clean_line
from core.wording import clean_text
from posts.models import Post
from posts.wording import OFFERED, clean_body, clean_reason, clean_title, require_a_post, require_a_reply

BIGGEST = 2**31 - 1


class TextField(forms.Field):
    """Text cleaned by one of posts.wording; the widget is in the templates."""

    def __init__(self, clean: Any) -> None:
        super().__init__(required=False)
        self._clean = clean

    def to_python(self, value: Any) -> str:
        return str(self._clean(str(value or "")))


class KeyField(forms.CharField):
    """A form's own key; whatever a script sends becomes a UUID."""

    def __init__(self) -> None:
        super().__init__(required=False, max_length=200)

    def clean(self, value: Any) -> UUID | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return UUID(text)
        except ValueError:
            return uuid5(NAMESPACE_URL, text)


def key_of(posted: Mapping[str, Any]) -> UUID | None:
    """The key of a form before the rest of it is read."""
    try:
        return KeyField().clean(posted.get("idempotency_key"))
    except ValidationError:
        return None


class WritingForm(forms.Form):
    """`has_files` is told by the view: a picture alone is a message."""

    has_files = False
    body = TextField(clean_body)
    idempotency_key = KeyField()


class PostForm(WritingForm):
    kind = forms.ChoiceField(choices=[(kind.value, kind.label) for kind in OFFERED], required=False)
    title = TextField(clean_title)

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or Post.Kind.MESSAGE

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if not self.errors:
            require_a_post(said["kind"], said["title"], said["body"], self.has_files)
        return said


class ReplyForm(WritingForm):
    parent = forms.IntegerField(required=False, min_value=1)

    def clean(self) -> dict[str, Any]:
        if not self.errors:
            require_a_reply(self.cleaned_data["body"], self.has_files)
        return self.cleaned_data


class EditForm(forms.Form):
    has_files = False
    body = TextField(clean_body)
    version = forms.IntegerField(min_value=1, max_value=BIGGEST)


class EditPostForm(EditForm):
    title = TextField(clean_title)


class ReasonForm(forms.Form):
    """Why a host deletes somebody else's words."""

    reason = TextField(clean_reason)


class DraftForm(forms.Form):
    """Anything goes: it is kept as it stands. Too long is cut by the action."""

    kind = forms.CharField(required=False, max_length=12)
    version = forms.IntegerField(required=False, min_value=1, max_value=BIGGEST)
    title = TextField(clean_line)
    body = TextField(clean_text)
    idempotency_key = KeyField()

    def clean_kind(self) -> str:
        kind: str = self.cleaned_data["kind"]
        return kind if kind in Post.Kind.values else ""

    def clean_version(self) -> int:
        return self.cleaned_data["version"] or 0


def messages_of(refusal: ValidationError) -> dict[str, list[str]]:
    """The sentences of an action's refusal, by field."""
    if hasattr(refusal, "error_dict"):
        return {name: list(errors) for name, errors in refusal.message_dict.items()}
    return {"__all__": list(refusal.messages)}
