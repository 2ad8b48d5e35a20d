"""Pictures drawn anew in a process of its own: bounded memory and time, and the page's process does not grow (R-FI-03).

The child reads the picture on its standard input: `python -m core.draw stills JPEG 4000 3000 1 2048x2048 1280x1280`."""

import io
import json
import resource
import subprocess
import sys
from collections.abc import Sequence

from django.conf import settings

from core.animations import Animation, animation
from core.images import Drawing, Picture, fit, unreadable

MEMORY = 1024 * 1024 * 1024
SECONDS, SECONDS_MOVING = 10, 4
_PATIENCE, _PATIENCE_MOVING = 20, 20  # seconds on the clock, when the machine is busy

type Box = tuple[int, int]


def draw(picture: Picture, boxes: Sequence[Box]) -> list[Drawing]:
    """The picture inside each box, as core.images.fit draws it. ValidationError when it cannot be read."""
    try:
        return [drawing for drawing, _turn in _ask("stills", picture, boxes, _PATIENCE)]
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise unreadable() from error


def animate(picture: Picture, box: Box) -> Animation | None:
    """What moves, as core.animations draws it; None when it does not, or takes too long."""
    if picture.frames < 2:
        return None
    try:
        drawn = _ask("moving", picture, [box], _PATIENCE_MOVING)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return None
    return Animation(*drawn[0]) if drawn else None


def _ask(what: str, picture: Picture, boxes: Sequence[Box], patience: float) -> list[tuple[Drawing, int]]:
    size = [picture.format, str(picture.width), str(picture.height), str(picture.frames)]
    command = [sys.executable, "-m", "core.draw", what, *size, *(f"{width}x{height}" for width, height in boxes)]
    child = subprocess.run(
        command,
        input=picture.data,
        capture_output=True,
        timeout=patience,
        check=True,
        cwd=settings.BASE_DIR,
    )
    out = io.BytesIO(child.stdout)
    heads = json.loads(out.readline())
    return [(Drawing(out.read(head.pop("bytes")), **head), turn) for head in heads for turn in [head.pop("turn")]]


def _child(arguments: Sequence[str]) -> None:
    what, kind, width, height, frames, *rest = arguments
    seconds = SECONDS if what == "stills" else SECONDS_MOVING
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    picture = Picture(sys.stdin.buffer.read(), kind, int(width), int(height), int(frames))
    boxes = [(int(box.partition("x")[0]), int(box.partition("x")[2])) for box in rest]
    if what == "stills":
        drawn = [Animation(fit(picture, box), 0) for box in boxes]
    else:
        drawn = [made for box in boxes if (made := animation(picture, box))]
    heads = [
        {
            "bytes": len(one.drawing.data),
            "content_type": one.drawing.content_type,
            "width": one.drawing.width,
            "height": one.drawing.height,
            "turn": one.turn,
        }
        for one in drawn
    ]
    sys.stdout.buffer.write(json.dumps(heads).encode() + b"\n" + b"".join(one.drawing.data for one in drawn))


if __name__ == "__main__":
    _child(sys.argv[1:])
