"""Files become part of exactly one post or reply, of the person who brought them (R-AZ-08)."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from core.names import clean_line
from posts.attachments import forget
from posts.models import Attachment, Post, Reply

MOST = 10


def attach(person: Person, files: Mapping[str, str], *, post: Post | None = None, reply: Reply | None = None) -> None:
    """Uploaded files, by key with their descriptions. One that is somebody else's, or used, is not there."""
    if not files:
        return
    if len(files) > MOST:
        raise ValidationError({"file": _("Ten files at most in one message.")})
    found = Attachment.objects.select_for_update().filter(key__in=files, uploader=person, post=None, reply=None)
    waiting = {attachment.key: attachment for attachment in found}
    if len(waiting) != len(files):
        raise ValidationError({"file": _("One of these files is no longer there: add it again.")})
    for key, alt in files.items():
        attachment = waiting[key]
        attachment.post, attachment.reply, attachment.alt = post, reply, clean_line(alt)[:300]
        attachment.save(update_fields=["post", "reply", "alt"])


def replace_files(
    person: Person, files: Mapping[str, str], *, post: Post | None = None, reply: Reply | None = None
) -> None:
    """What a message keeps or gains; the others go."""
    if len(files) > MOST:
        raise ValidationError({"file": _("Ten files at most in one message.")})
    present = {attachment.key: attachment for attachment in Attachment.objects.filter(post=post, reply=reply)}
    for key, attachment in present.items():
        if key not in files:
            _remove(attachment)
        elif attachment.alt != (alt := clean_line(files[key])[:300]):
            attachment.alt = alt
            attachment.save(update_fields=["alt"])
    attach(person, {key: alt for key, alt in files.items() if key not in present}, post=post, reply=reply)


def remove_files(*, post: Post | None = None, reply: Reply | None = None) -> None:
    for attachment in Attachment.objects.filter(post=post, reply=reply):
        _remove(attachment)


@transaction.atomic
def discard_file(person: Person, attachment: Attachment) -> None:
    """A file chosen by mistake, before its message is sent."""
    waiting = Attachment.objects.select_for_update().filter(pk=attachment.pk, uploader=person, post=None, reply=None)
    for found in waiting:
        _remove(found)


def _remove(attachment: Attachment) -> None:
    """The row now; the bytes once that is certain."""
    attachment.delete()
    transaction.on_commit(lambda: forget(attachment))
