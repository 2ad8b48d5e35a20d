"""Ports of this machine, held from the first moment: nobody takes them while the network is being filled."""

import contextlib
import socket
from collections.abc import Iterator

HOST = "127.0.0.1"


@contextlib.contextmanager
def reserved(port: int) -> Iterator[int]:
    """Kept for a server of ours, which binds beside us; 0 is any free one. Refuses with OSError."""
    with socket.socket() as taken, socket.socket() as ours:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind((HOST, port))
        port = taken.getsockname()[1]
        taken.close()
        if hasattr(socket, "SO_REUSEPORT"):
            ours.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            ours.bind((HOST, port))
        yield port


@contextlib.contextmanager
def reserved_near(port: int) -> Iterator[int]:
    """That one, or any other if it is taken."""
    with contextlib.ExitStack() as stack:
        try:
            held = stack.enter_context(reserved(port))
        except (OSError, OverflowError):
            held = stack.enter_context(reserved(0))
        yield held
