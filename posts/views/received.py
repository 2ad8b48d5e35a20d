"""What a writing form brought: its words checked, its files already kept, so that nothing is lost by an error."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError

from core.http import Request
from posts.actions import upload_file
from posts.forms import EditForm, WritingForm, messages_of
from posts.models import Attachment
from posts.views.finding import word

STATUS = {"too-heavy": 413, "disk-full": 507}
MOST = 20  # files looked at in one request


@dataclass
class Received:
    """`files`: keys with descriptions, as the actions take them. `attachments`: the same, to show them again."""

    form: WritingForm | EditForm
    posted: Mapping[str, Any]
    files: dict[str, str]
    attachments: list[Attachment]
    errors: dict[str, list[str]] = field(default_factory=dict)
    status: int = 422

    def is_valid(self) -> bool:
        if not self.form.is_valid():
            for name, errors in self.form.errors.items():
                self.errors.setdefault(name, []).extend(str(error) for error in errors)
        return not self.errors

    @property
    def said(self) -> dict[str, Any]:
        return self.form.cleaned_data

    @property
    def asks_preview(self) -> bool:
        return "preview" in self.posted

    def refuse(self, refusal: ValidationError) -> None:
        for name, errors in messages_of(refusal).items():
            self.errors.setdefault(name, []).extend(errors)

    def values(self, **more: Any) -> dict[str, Any]:
        """What the form shows again (posts.boxes)."""
        words = {name: self.posted[name] for name in ("kind", "title", "body") if name in self.posted}
        key = self.posted.get("idempotency_key")
        return {
            **words,
            **({"key": key} if key else {}),
            "files": self.attachments,
            "errors": self.errors,
            **more,
        }


@dataclass
class Brought:
    """The files of a form: those it had, and those it brings, kept at once. What was refused, and with what status."""

    attachments: list[Attachment]
    refused: list[str]
    status: int

    @property
    def files(self) -> dict[str, str]:
        return {attachment.key: attachment.alt for attachment in self.attachments}


def receive(request: Request, form_class: type[WritingForm | EditForm], present: list[Attachment]) -> Received:
    """Read the form, keep its new files. `present`: the files the message already has, when it is edited."""
    brought = receive_files(request, present)
    form = form_class(request.POST)
    form.has_files = bool(brought.attachments)
    errors = {"file": brought.refused} if brought.refused else {}
    return Received(form, request.POST, brought.files, brought.attachments, errors, brought.status)


def receive_files(request: Request, present: list[Attachment]) -> Brought:
    refused: list[str] = []
    status = 422
    keys = list(dict.fromkeys(map(word, request.POST.getlist("attachment"))))[:MOST]
    theirs = Attachment.objects.waiting_for(request.user).filter(key__in=keys)
    waiting = theirs if keys else ()
    known = {attachment.key: attachment for attachment in [*present, *waiting]}
    attachments = [known[key] for key in keys if key in known]
    for file in request.FILES.getlist("file")[:MOST]:
        try:
            attachments.append(upload_file(request.user, file))
        except ValidationError as refusal:
            refused.extend(f"{file.name}: {sentence}" for sentence in refusal.messages)
            status = STATUS.get(refusal.code or "", status)
    for attachment in attachments:
        attachment.alt = request.POST.get(f"alt-{attachment.key}", attachment.alt)[:300]
    return Brought(attachments, refused, status)
