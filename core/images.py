"""Pictures people bring: recognised by content, bounded before decoding, always drawn anew (R-FI-02, 03, 05)."""

import io
import re
from dataclasses import dataclass
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
MAX_PIXELS = 40_000_000
MAX_FRAMES = 500
# An ordinary progressive JPEG has about ten; thousands of empty ones cost hours of decoding for a few kilobytes.
MAX_SCANS = 40
_SCAN = re.compile(rb"\xff\xda")


@dataclass(frozen=True)
class Picture:
    """A picture that may be decoded safely. Width and height are those of the file, before it is turned upright."""

    data: bytes
    format: str
    width: int
    height: int
    frames: int


@dataclass(frozen=True)
class Drawing:
    """A picture drawn anew: pixels only, none of what the camera or the author's software wrote beside them."""

    data: bytes
    content_type: str
    width: int
    height: int


def read_picture(file: IO[bytes]) -> Picture:
    """The picture in `file`, whatever its name says. ValidationError with a sentence when it is none, or too big.

    Reads the whole file: its weight is checked before, by core.uploads.
    """
    file.seek(0)
    data = file.read()
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            picture = Picture(data, image.format or "", image.width, image.height, 1)
            # Pillow itself only warns at first.
            if picture.width * picture.height > MAX_PIXELS:
                raise _too_big()
            frames = _gif_frames(data) if picture.format == "GIF" else getattr(image, "n_frames", 1)
    except Image.DecompressionBombError as error:
        raise _too_big() from error
    except ValidationError:
        raise
    except Exception as error:  # a decoder may raise anything on damaged bytes
        raise unreadable() from error
    if frames > MAX_FRAMES:
        raise ValidationError(_("This animation is too long: 500 images at most."), code="too-long")
    if picture.format == "JPEG" and sum(1 for _scan in _SCAN.finditer(data)) > MAX_SCANS:
        raise unreadable()
    return Picture(data, picture.format, picture.width, picture.height, frames)


def square(picture: Picture, size: int) -> Drawing:
    """A portrait: the middle of the first frame, `size` pixels a side, as JPEG, which mail readers know too."""
    image = _decode(picture, (size, size), covering=True)
    image = ImageOps.fit(image, (size, size), Image.Resampling.LANCZOS, centering=(0.5, 0.4))
    return _encode(_flat(image), "JPEG", quality=85, optimize=True, progressive=True)


def fit(picture: Picture, box: tuple[int, int] | None = None) -> Drawing:
    """The first frame inside `box` (never enlarged; at full size without one), as WebP with its transparency."""
    image = _decode(picture, box)
    if box:
        image.thumbnail(box, Image.Resampling.LANCZOS, reducing_gap=3.0)
    # Screenshots come as PNG or GIF: their letters keep their edges.
    return _encode(image, "WEBP", quality=92 if picture.format in ("PNG", "GIF") else 82, method=4)


def _decode(picture: Picture, box: tuple[int, int] | None, *, covering: bool = False) -> Image.Image:
    """Upright pixels, RGB or RGBA. JPEGs are decoded near the size wanted, which is many times cheaper."""
    try:
        with Image.open(io.BytesIO(picture.data), formats=[picture.format]) as opened:
            if box and covering:
                # draft() keeps both sides above the box, so a crop still finds its pixels.
                opened.draft("RGB", (box[0] * 2, box[1] * 2))
            elif box:
                opened.draft("RGB", box)
            opened.load()
            ImageOps.exif_transpose(opened, in_place=True)
            image: Image.Image = opened
            if image.mode.startswith("I;16"):
                image = image.point(lambda level: level / 256).convert("L")
            mode = "RGBA" if "A" in image.getbands() or "transparency" in image.info else "RGB"
            # Not to hold forty million pixels twice.
            return image if image.mode == mode else image.convert(mode)
    except Exception as error:  # as above: the header was readable, the rest is not
        raise unreadable() from error


def _flat(image: Image.Image) -> Image.Image:
    if image.mode == "RGB":
        return image
    white = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(white, image).convert("RGB")


def _encode(image: Image.Image, kind: str, **options: object) -> Drawing:
    image.info = {}  # what Pillow would copy: EXIF, XMP, colour profile, comments
    out = io.BytesIO()
    image.save(out, kind, **options)
    return Drawing(out.getvalue(), Image.MIME[kind], image.width, image.height)


def _gif_frames(data: bytes) -> int:
    """Frames counted on the blocks of the file, nothing decoded; stops just past the limit."""

    def palette(flags: int) -> int:
        return 3 << ((flags & 7) + 1) if flags & 0x80 else 0

    frames, at = 0, 13 + palette(data[10])
    while at < len(data) and frames <= MAX_FRAMES:
        if data[at] == 0x2C:
            frames += 1
            at += 11 + palette(data[at + 9])
        elif data[at] == 0x21:
            at += 2
        else:
            break
        while at < len(data) and data[at]:
            at += data[at] + 1
        at += 1
    return frames


def _too_big() -> ValidationError:
    return ValidationError(_("This picture has too many pixels: 40 million at most."), code="too-big")


def unreadable() -> ValidationError:
    return ValidationError(
        _("This file is not a picture we can read. Choose a JPEG, PNG, WebP or GIF."),
        code="unreadable",
    )
