"""The pages: granian, WSGI, as many workers as asked, each with some threads."""

import os
from collections.abc import Callable
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from rsenet.env import BASE_DIR, env
from rsenet.lifeline import end_with


def load(parent: int) -> Callable[..., Any]:
    """In each worker: its end is tied to the server's, then the application."""
    end_with(parent)
    from rsenet.wsgi import application

    return application


class Loader:
    """Says in each worker what `load` needs to know; a plain object, so that it can be sent there."""

    def __init__(self) -> None:
        self.parent = os.getpid()

    def __call__(self) -> Callable[..., Any]:
        return load(self.parent)


def main() -> None:
    server = Server(
        "rsenet.wsgi:application",
        address=env.str("RSENET_BIND", "127.0.0.1"),
        port=env.int("PORT", 8000),
        interface=Interfaces.WSGI,
        workers=env.int("RSENET_WEB_WORKERS", 2),
        blocking_threads=env.int("RSENET_WEB_THREADS", 4),
        respawn_failed_workers=True,
        respawn_interval=0,
        workers_kill_timeout=8,
        log_level=LogLevels.warning,
        working_dir=BASE_DIR,
        process_name=None,
    )
    server.serve(target_loader=Loader(), wrap_loader=False)


if __name__ == "__main__":
    main()
