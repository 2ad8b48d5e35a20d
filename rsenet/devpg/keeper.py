"""The process that owns the embedded server: starts it, restarts it if it is killed, stops it when nobody uses it.

Run as `python -m rsenet.devpg.keeper FOLDER [--unsafe]`; returns at once, the keeper goes on behind.
"""

import fcntl
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import FrameType

from rsenet.devdb import ALREADY_KEPT, Cluster
from rsenet.devpg.server import Server

TRIES, WITHIN_SECONDS = 5, 60
STOP_SECONDS = 30


def main(folder: str, *flags: str) -> int:
    cluster = Cluster(Path(folder), safe="--unsafe" not in flags)
    lock = os.open(cluster.root / "keeper", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return ALREADY_KEPT
    if os.fork():  # the lock goes on with the child; nobody has to wait for it
        os._exit(0)
    os.truncate(lock, 0)
    os.write(lock, str(os.getpid()).encode())
    try:
        keep(cluster)
    except subprocess.CalledProcessError:  # it has said why
        return 1
    except (OSError, ImportError) as error:
        print(f"error: {error}", file=sys.stderr, flush=True)
        return 1
    return 0


def keep(cluster: Cluster) -> None:
    events: queue.SimpleQueue[str] = queue.SimpleQueue()

    def stop(signum: int, frame: FrameType | None) -> None:
        events.put("stop")

    signal.signal(signal.SIGTERM, stop)
    for ignored in (signal.SIGINT, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_IGN)
    server = Server(cluster)
    server.prepare()
    threading.Thread(target=_wait_for_the_last_user, args=(cluster, events), daemon=True).start()
    deaths: list[float] = []
    while True:
        process = server.start()
        threading.Thread(target=_wait_for_the_end, args=(process, events), daemon=True).start()
        if events.get() == "stop":
            _stop(process)
            server.tidy()
            return
        now = time.monotonic()
        deaths = [*(d for d in deaths if now - d < WITHIN_SECONDS), now]
        if len(deaths) >= TRIES:
            print("error: PostgreSQL ended too often", file=sys.stderr, flush=True)
            return
        time.sleep(0.1 * 2 ** len(deaths))  # its orphans need a moment before the shared memory is free
        server.prepare()


def _wait_for_the_last_user(cluster: Cluster, events: "queue.SimpleQueue[str]") -> None:
    users = os.open(cluster.root / "users", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    fcntl.flock(users, fcntl.LOCK_EX)  # held until we end: a newcomer waits, then starts another keeper
    events.put("stop")


def _wait_for_the_end(process: subprocess.Popen[bytes], events: "queue.SimpleQueue[str]") -> None:
    process.wait()
    events.put("ended")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGINT)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGQUIT)
        process.wait()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
