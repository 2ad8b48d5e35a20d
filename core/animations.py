"""Animations drawn anew, image by image: light, without anything the author's software wrote, and they come to rest
(R-FI-02, R-FI-03; WCAG 2.2.2)."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt

from PIL import Image, ImageSequence

from core.images import Drawing, Picture

READ = 120_000_000  # pixels of all images together that are decoded
DRAWN = 24_000_000  # and that are kept: a long animation is smaller
LEAST = 48  # pixels a side; below, nobody would see anything
BY_ITSELF = 5_000  # milliseconds: what moves longer without being asked needs a way to stop it
_FAST, _USUAL = 20, 100  # browsers show what claims to be faster than the first at the second


@dataclass(frozen=True)
class Animation:
    """`turn`: how long its images take once, in milliseconds."""

    drawing: Drawing
    turn: int


def animation(picture: Picture, box: tuple[int, int]) -> Animation | None:
    """Inside `box`, as WebP; None when it does not move, or would cost too much: its first image remains."""
    size = _size(picture, box)
    if picture.frames < 2 or picture.frames * picture.width * picture.height > READ or min(size) < LEAST:
        return None
    with Image.open(io.BytesIO(picture.data), formats=[picture.format]) as opened:
        turns = _turns(opened)
        shown = list(_images(opened, picture.frames, size))
    if len(shown) < 2:
        return None
    images, times = [image for image, _time in shown], [time for _image, time in shown]
    turn = sum(times)
    out = io.BytesIO()
    images[0].save(
        out, "WEBP", save_all=True, append_images=images[1:], duration=times, loop=_rest(turn, turns),
        quality=70, method=0, kmin=0, kmax=0,
    )  # fmt: skip
    return Animation(Drawing(out.getvalue(), "image/webp", *size), turn)


def _size(picture: Picture, box: tuple[int, int]) -> tuple[int, int]:
    whole = picture.width * picture.height * picture.frames
    scale = min(1, box[0] / picture.width, box[1] / picture.height, sqrt(DRAWN / whole) if whole else 1)
    return max(1, int(picture.width * scale)), max(1, int(picture.height * scale))


def _images(opened: Image.Image, most: int, size: tuple[int, int]) -> Iterator[tuple[Image.Image, int]]:
    for number, frame in enumerate(ImageSequence.Iterator(opened)):
        if number == most:
            return
        image = frame.convert("RGBA")
        claimed = int(frame.info.get("duration") or 0)  # known once it is decoded
        image.info = {}
        shown = image if image.size == size else image.resize(size, Image.Resampling.BILINEAR)
        yield shown, claimed if claimed >= _FAST else _USUAL


def _turns(opened: Image.Image) -> int:
    """How often it wants to be played; 0 for ever. A GIF says how often it is repeated; nothing, not at all."""
    loop = opened.info.get("loop")
    if opened.format == "GIF":
        return 1 if loop is None else int(loop) + 1 if loop else 0
    return int(loop or 0)


def _rest(turn: int, wanted: int) -> int:
    """As often as five seconds hold, once at least."""
    fit = max(1, BY_ITSELF // turn)
    return min(fit, wanted) if wanted else fit
