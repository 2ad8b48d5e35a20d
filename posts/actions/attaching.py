"""Files: brought by one person, then part of exactly one post or reply of theirs (R-AZ-08)."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q, Sum
from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts.models import Person
from core.names import clean_line
from posts.attachments import WAITS, clean_file_name, forget, orphans, prepare, storing
from posts.models import Attachment, Draft, Post, Reply
from posts.wording import FILES_MAX, require_few_files

QUOTA = 2 * 1024**3  # bytes per person (R-FI-03)


@transaction.atomic
def upload_file(person: Person, file: "File[Any]") -> Attachment:
    """Keep a file until its message is sent; who may write is asked by whoever knows where."""
    if file.size > settings.UPLOAD_MAX_BYTES:
        raise ValidationError(_("This file is too heavy: 25 MB at most."), code="too-heavy")
    if not file.size:
        raise ValidationError(_("This file is empty."))
    attachment = Attachment(uploader=person, name=clean_file_name(file.name or ""))
    parts = prepare(attachment, file)
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)  # two uploads do not both fit the last place
    held = Attachment.objects.filter(uploader=person).aggregate(total=Sum("size"))["total"] or 0
    if held + attachment.size > QUOTA:
        raise ValidationError(_("Your files reach 2 GB: remove some from your older messages first."), code="quota")
    with storing(attachment, parts):
        attachment.save()
    return attachment


def attach(person: Person, files: Mapping[str, str], *, post: Post | None = None, reply: Reply | None = None) -> None:
    """Uploaded files, by key with their descriptions. One that is somebody else's, or used, is not there."""
    if not files:
        return
    require_few_files(files)
    bind(take_files(person, files), post=post, reply=reply)


def take_files(person: Person, files: Mapping[str, str]) -> list[Attachment]:
    """Out of the draft where they waited, with their descriptions, for whatever will keep them."""
    if not files:
        return []
    found = {
        file.key: file for file in Attachment.objects.waiting_for(person).select_for_update().filter(key__in=files)
    }
    if len(found) != len(files):
        raise ValidationError({"file": _("One of these files is no longer there: add it again.")})
    taken = [found[key] for key in files]
    for attachment in taken:
        attachment.draft, attachment.alt = None, clean_line(files[attachment.key])[:300]
        attachment.save(update_fields=["draft", "alt"])
    return taken


def bind(taken: Iterable[Attachment], *, post: Post | None = None, reply: Reply | None = None) -> None:
    """Part of one message from now on."""
    for attachment in taken:
        attachment.post, attachment.reply = post, reply
        attachment.save(update_fields=["post", "reply"])


def describe_files(present: Iterable[Attachment], files: Mapping[str, str]) -> None:
    for attachment in present:
        if attachment.alt != (alt := clean_line(files[attachment.key])[:300]):
            attachment.alt = alt
            attachment.save(update_fields=["alt"])


def discard_files(gone: Iterable[Attachment]) -> None:
    for attachment in gone:
        _remove(attachment)


def keep_in_draft(person: Person, draft: Draft, files: Mapping[str, str]) -> None:
    """The files of a draft, with their descriptions. One that is somebody else's, in another draft or sent is passed
    over; one that was taken out waits a day, for another window may still show it."""
    mine = Attachment.objects.waiting_for(person)
    mine.filter(draft=draft).exclude(key__in=files).update(draft=None, created_at=now())
    # Never waiting for a message that is being sent with them: it has them locked, and will then lock the draft.
    waiting = mine.select_for_update(skip_locked=True).filter(
        Q(draft=None) | Q(draft=draft), key__in=list(files)[:FILES_MAX]
    )
    for attachment in waiting:
        attachment.draft, attachment.alt = draft, clean_line(files[attachment.key])[:300]
        attachment.save(update_fields=["draft", "alt"])


def replace_files(
    person: Person, files: Mapping[str, str], *, post: Post | None = None, reply: Reply | None = None
) -> None:
    """What a message keeps or gains; the others go."""
    require_few_files(files)
    present = {attachment.key: attachment for attachment in Attachment.objects.filter(post=post, reply=reply)}
    discard_files(file for key, file in present.items() if key not in files)
    describe_files((file for key, file in present.items() if key in files), files)
    attach(person, {key: alt for key, alt in files.items() if key not in present}, post=post, reply=reply)


def remove_files(*, post: Post | None = None, reply: Reply | None = None, draft: Draft | None = None) -> None:
    discard_files(Attachment.objects.filter(post=post, reply=reply, draft=draft))


def _remove(attachment: Attachment) -> None:
    """The row now; the bytes once that is certain."""
    attachment.delete()
    transaction.on_commit(lambda: forget(attachment))


def sweep_files() -> int:
    """Remove files that no message nor draft took in a day, and bytes without a row; how many."""
    swept = 0
    old = Attachment.objects.loose().filter(draft=None, created_at__lt=now() - WAITS)
    for pk in list(old.values_list("pk", flat=True)[:1000]):
        with transaction.atomic():
            for attachment in old.select_for_update(skip_locked=True).filter(pk=pk):
                _remove(attachment)
                swept += 1
    for path in orphans():
        default_storage.delete(path)
        swept += 1
    return swept
