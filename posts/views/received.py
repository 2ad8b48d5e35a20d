"""What a writing form brought: its words checked, its files already kept, so that nothing is lost by an error."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from core.http import Request
from posts.actions import upload_file
from posts.attachments import clean_file_name
from posts.forms import EditForm, WritingForm, key_of, messages_of
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
    def errors_of_files(self) -> dict[str, list[str]]:
        """What a preview tells too: a file refused is gone from the form."""
        return {name: errors for name, errors in self.errors.items() if name == "file"}

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
    """The files of a form: those it had, and those it brings, kept at once. What was refused, and with what status;
    which of those it had are no longer there (or never were this person's: the same sentence)."""

    attachments: list[Attachment]
    refused: list[str]
    status: int
    lost: list[str]

    @property
    def files(self) -> dict[str, str]:
        return {attachment.key: attachment.alt for attachment in self.attachments}


def receive(
    request: Request, form_class: type[WritingForm | EditForm], present: list[Attachment], *, is_stale: bool = False
) -> Received:
    """Read the form, keep its new files. `present`: the files the message already has, when it is edited. `is_stale`:
    another version was saved meanwhile, and may have taken files away: both will be shown."""
    form = form_class(request.POST)
    brought = receive_files(request, [*present, *sent_before(request, key_of(request.POST))])
    form.has_files = bool(brought.attachments)
    refused = brought.refused if is_stale else [*brought.refused, *brought.lost]
    errors = {"file": refused} if refused else {}
    return Received(form, request.POST, brought.files, brought.attachments, errors, brought.status)


def sent_before(request: Request, key: UUID | None) -> list[Attachment]:
    """A form sent twice brings the files that its first sending took: the action will find what that one wrote."""
    if key is None or not request.POST.getlist("attachment"):
        return []
    mine = Attachment.objects.filter(uploader=request.user)
    return list(mine.filter(Q(post__idempotency_key=key) | Q(reply__idempotency_key=key)))


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
    lost = [_lost(request.POST.get(f"name-{key}", "")) for key in keys if key not in known]
    return Brought(attachments, refused, status, lost)


def _lost(name: str) -> str:
    """`name` is what the form called it: what is gone cannot be asked."""
    if name := clean_file_name(name) if name else "":
        return _("“%(name)s” is no longer there: choose it again. Your text is kept.") % {"name": name}
    return _("A file of this message is no longer there: choose it again. Your text is kept.")
