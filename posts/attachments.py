"""Where the bytes of attachments lie: outside any web root, under names nobody chose (R-FI-01)."""

import errno
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.utils.timezone import now
from django.utils.translation import gettext as _

from core.draw import animate, draw
from core.filetypes import HEAD, recognise
from core.images import read_picture
from core.names import clean_line
from posts.models import Attachment

DISPLAY, CARD = (2048, 2048), (1280, 1280)
NAME_MAX = 150
WAITS = timedelta(hours=24)  # for its message; a file nobody sent leaves after that (L-19)
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")


def card_path(attachment: Attachment) -> str:
    """The smaller drawing that cards show."""
    return f"{attachment.path}.card"


def moving_path(attachment: Attachment) -> str:
    """An animation; the other two are its first image."""
    return f"{attachment.path}.moving"


def clean_file_name(name: str) -> str:
    """The last part of a path, readable and not too long, its ending kept (R-FI-04)."""
    name = clean_line(name.replace("\\", "/").rpartition("/")[2]).strip(". ")
    stem, dot, ending = name.rpartition(".")
    if dot and len(ending) <= 10:
        return f"{stem[: NAME_MAX - len(ending) - 1]}.{ending}"
    return name[:NAME_MAX] or _("file")


def prepare(attachment: Attachment, file: "File[Any]") -> "dict[str, File[Any]]":
    """Fill the row from what the file is, and say what is to be stored where. ValidationError for what is not taken.

    Pictures are drawn anew, without what the camera wrote beside them (R-FI-05); nothing else is opened."""
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    if head.startswith(_PICTURES) or (head.startswith(b"RIFF") and head[8:12] == b"WEBP"):
        picture = read_picture(file)
        display, card = draw(picture, [DISPLAY, CARD])
        attachment.name = f"{attachment.name.rpartition('.')[0] or attachment.name}.webp"
        attachment.content_type = display.content_type
        attachment.width, attachment.height = display.width, display.height
        stored: dict[str, File[Any]] = {
            attachment.path: ContentFile(display.data),
            card_path(attachment): ContentFile(card.data),
        }
        if moving := animate(picture, CARD):
            attachment.plays = moving.turn
            stored[moving_path(attachment)] = ContentFile(moving.drawing.data)
    else:
        kind = recognise(head, attachment.name)
        if kind is None:
            raise ValidationError(_("This type of file is not taken. Pictures, documents, text and archives are."))
        attachment.content_type = kind
        stored = {attachment.path: file}
    attachment.size = sum(part.size for part in stored.values())
    attachment.sha256 = _digest(stored[attachment.path])
    return stored


def _digest(file: "File[Any]") -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


@contextmanager
def storing(attachment: Attachment, parts: "dict[str, File[Any]]") -> Iterator[None]:
    """The bytes are written, then the row inside; neither stays without the other (L-06)."""
    try:
        for path, file in parts.items():
            default_storage.save(path, file)
        yield
    except OSError as error:
        forget(attachment)
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise ValidationError(
                _("The server has no room left for files. Your text can be published without it."), code="disk-full"
            ) from error
        raise
    except BaseException:
        forget(attachment)
        raise


def forget(attachment: Attachment) -> None:
    """Remove the bytes of a row that is gone."""
    for path in (attachment.path, card_path(attachment), moving_path(attachment)):
        default_storage.delete(path)


def orphans() -> Iterator[str]:
    """Stored files older than a day that no row knows: a crash came between the two (L-19)."""
    if not default_storage.exists("attachments"):
        return
    before = now() - WAITS
    for folder in default_storage.listdir("attachments")[0]:
        names = default_storage.listdir(f"attachments/{folder}")[1]
        known = set(Attachment.objects.filter(key__in={_key(name) for name in names}).values_list("key", flat=True))
        for name in names:
            path = f"attachments/{folder}/{name}"
            if _key(name) not in known and default_storage.get_modified_time(path) < before:
                yield path


def _key(name: str) -> str:
    return name.removesuffix(".card").removesuffix(".moving")
