"""A community's tile as a PNG for letters: mail programs draw no SVG."""

import io
import math
import re
from functools import lru_cache

from PIL import Image, ImageDraw

from communities.colours import colours
from communities.tiles import art

BOX = 40  # of the paths
SIDE = 132  # of the picture, shown at a third
FINER = 4  # drawn so much larger, so that edges come out smooth
_STEP = re.compile(r"([Mhvlaz])([^Mhvlaz]*)")
_NUMBER = re.compile(r"-?\d+")

type Point = tuple[float, float]


@lru_cache(maxsize=256)
def picture(tile: str, hue: int) -> bytes:
    """Light on the community's colour, as on its page."""
    paths, inks = art(tile), colours(hue)
    size = SIDE * FINER
    shape = Image.new("L", (size, size))
    draw = ImageDraw.Draw(shape)
    for path, tone in ((paths.half, 128), (paths.full, 255)):
        for outline in outlines(path):
            draw.polygon([(x * size / BOX, y * size / BOX) for x, y in outline], fill=tone)
    ground, light = (Image.new("RGB", (SIDE, SIDE), ink) for ink in (inks.tile, inks.band))
    drawn = Image.composite(light, ground, shape.resize((SIDE, SIDE), Image.Resampling.LANCZOS))
    out = io.BytesIO()
    drawn.quantize(32).save(out, "PNG", optimize=True)
    return out.getvalue()


def outlines(path: str) -> list[list[Point]]:
    """Each figure of a path as a polygon. Tiles know moves, lines and arcs of circles, all relative but the first."""
    found: list[list[Point]] = []
    for step, rest in _STEP.findall(path):
        numbers = [int(number) for number in _NUMBER.findall(rest)]
        if step == "M":
            found.append([(numbers[0], numbers[1])])
        elif step != "z":
            found[-1] += _onwards(step, numbers, found[-1][-1])
    return found


def _onwards(step: str, numbers: list[int], here: Point) -> list[Point]:
    x, y = here
    match step:
        case "h":
            return [(x + numbers[0], y)]
        case "v":
            return [(x, y + numbers[0])]
        case "l":
            return [(x + numbers[0], y + numbers[1])]
    radius, _, _, _, clockwise, dx, dy = numbers
    return _arc(here, (x + dx, y + dy), radius, 1 if clockwise else -1)


def _arc(start: Point, end: Point, radius: int, way: int) -> list[Point]:
    """The shorter way round the circle through both points."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    chord = math.hypot(dx, dy)
    away = way * math.sqrt(max(radius**2 - chord**2 / 4, 0)) / chord
    x, y = (start[0] + end[0]) / 2 - dy * away, (start[1] + end[1]) / 2 + dx * away
    first = math.atan2(start[1] - y, start[0] - x)
    turn = way * (way * (math.atan2(end[1] - y, end[0] - x) - first) % math.tau)
    steps = 32
    return [
        (x + radius * math.cos(first + turn * n / steps), y + radius * math.sin(first + turn * n / steps))
        for n in range(1, steps + 1)
    ]
