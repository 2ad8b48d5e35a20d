"""Where lines come from: a file, plain or gzip, or standard input."""

import gzip
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from io import BufferedReader
from pathlib import Path
from typing import IO, cast

from rsenet.network.lines import LONGEST

_GZIP = b"\x1f\x8b"


@contextmanager
def lines_of(name: str) -> Iterator[Iterator[bytes]]:
    """The lines of `name`, `-` for standard input; OSError, EOFError or zlib.error when they cannot be read."""
    with ExitStack() as stack:
        raw = sys.stdin.buffer if name == "-" else stack.enter_context(Path(name).open("rb"))
        buffered = cast("BufferedReader", raw)
        is_packed = buffered.peek(2)[:2] == _GZIP
        yield _lines(cast("IO[bytes]", gzip.GzipFile(fileobj=buffered)) if is_packed else buffered)


def _lines(stream: IO[bytes]) -> Iterator[bytes]:
    """Never more of a line in memory than a good line needs."""
    while line := stream.readline(LONGEST + 2):
        yield line
