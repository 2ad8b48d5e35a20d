"""granian as `make demo` runs it, over the product and the lab page."""

import os

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from rsenet.lifeline import end_with


def load(_target=None):
    from tests.bench.wsgi import application

    return application


if __name__ == "__main__":
    end_with(os.getppid())
    Server(
        "tests.bench.wsgi:application",
        address="127.0.0.1",
        port=int(os.environ["PORT"]),
        interface=Interfaces.WSGI,
        workers=2,
        blocking_threads=4,
        log_level=LogLevels.warning,
    ).serve(target_loader=load, wrap_loader=False)
