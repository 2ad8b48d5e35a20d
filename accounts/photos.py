"""Portraits: squares of three sizes, under a name nobody can guess, far from any public folder (R-FI-01)."""

import re
import secrets
from base64 import b64encode
from typing import IO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from core import images
from core.draw import draw

SIZES = (64, 128, 256)
# Above this many pixels a process of its own, of bounded memory and time, makes it small first (R-FI-03).
_SMALL = 2_000_000
_VERSION = re.compile(r"[0-9a-f]{24}")


def store(picture: images.Picture) -> str:
    """Draw and keep each size; the version that names them is what `Person.photo` holds."""
    if picture.width * picture.height > _SMALL:
        [smaller] = draw(picture, [(1024, 1024)])
        picture = images.read_picture(ContentFile(smaller.data))
    version = secrets.token_hex(12)
    portrait = images.read_picture(ContentFile(images.square(picture, max(SIZES)).data))
    for size in SIZES:
        default_storage.save(_path(version, size), ContentFile(images.square(portrait, size).data))
    return version


def open_photo(version: str, size: int) -> IO[bytes]:
    """The JPEG of one size. FileNotFoundError when there is none."""
    if size not in SIZES or not _VERSION.fullmatch(version):
        raise FileNotFoundError(version)
    return default_storage.open(_path(version, size))


def embedded(version: str, size: int = 128) -> str:
    """A portrait inside the page itself, for who may read the page without having an account; "" when there is none."""
    try:
        with open_photo(version, size) as photo:
            return f"data:image/jpeg;base64,{b64encode(photo.read()).decode()}"
    except OSError:
        return ""


def erase(version: str) -> None:
    """Forget every size of a portrait."""
    for size in SIZES:
        default_storage.delete(_path(version, size))


def _path(version: str, size: int) -> str:
    return f"photos/{version[:2]}/{version}-{size}.jpg"
