"""Pictures drawn anew in a process of its own: bounded memory and time, and the page's process does not grow (R-FI-03).

The child reads the picture on its standard input: `python -m core.draw JPEG 4000 3000 1 2048x2048 1280x1280`."""

import io
import json
import resource
import subprocess
import sys
from collections.abc import Sequence

from django.conf import settings

from core.images import Drawing, Picture, fit, unreadable

MEMORY = 1024 * 1024 * 1024
SECONDS = 10
_PATIENCE = 20  # seconds on the clock, when the machine is busy

type Box = tuple[int, int]


def draw(picture: Picture, boxes: Sequence[Box]) -> list[Drawing]:
    """The picture inside each box, as core.images.fit draws it. ValidationError when it cannot be read."""
    size = [picture.format, str(picture.width), str(picture.height), str(picture.frames)]
    command = [sys.executable, "-m", "core.draw", *size, *(f"{width}x{height}" for width, height in boxes)]
    try:
        child = subprocess.run(
            command,
            input=picture.data,
            capture_output=True,
            timeout=_PATIENCE,
            check=True,
            cwd=settings.BASE_DIR,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise unreadable() from error
    out = io.BytesIO(child.stdout)
    return [Drawing(out.read(drawn.pop("bytes")), **drawn) for drawn in json.loads(out.readline())]


def _child(arguments: Sequence[str]) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    kind, width, height, frames, *boxes = arguments
    picture = Picture(sys.stdin.buffer.read(), kind, int(width), int(height), int(frames))
    drawings = [fit(picture, (int(box.partition("x")[0]), int(box.partition("x")[2]))) for box in boxes]
    head = [
        {"bytes": len(d.data), "content_type": d.content_type, "width": d.width, "height": d.height} for d in drawings
    ]
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + b"".join(d.data for d in drawings))


if __name__ == "__main__":
    _child(sys.argv[1:])
