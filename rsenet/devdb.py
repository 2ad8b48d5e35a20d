"""The embedded PostgreSQL, as its users see it: joined, it runs; when the last user is gone, however it went, it stops.

A user is a process that holds a shared lock on `users`; the kernel gives the lock back whatever becomes of the process.
The server itself belongs to one keeper process per folder (rsenet/devpg/keeper.py), started by whoever comes first.
"""

import contextlib
import errno
import fcntl
import hashlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from rsenet.devpg import places

USER = NAME = "rsenet"
PORT = "5432"
START_SECONDS = 60
RECOVER_SECONDS = 2  # how long a web request waits for a server that is coming back
ALREADY_KEPT = 3  # the keeper's way to say that another one is at work

_joined: dict[Path, int] = {}


class ClusterError(RuntimeError):
    """One sentence for the person who started the command."""


class Cluster:
    def __init__(self, root: Path, *, safe: bool = True) -> None:
        self.asked = root
        self.safe = safe  # False: no fsync, for tests only

    @property
    def root(self) -> Path:
        return places.resolve(self.asked)

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def log(self) -> Path:
        return self.root / "server.log"

    @property
    def sock(self) -> Path:
        """The folder of the socket, short enough for the 107 bytes a socket address may have."""
        beside = self.root / "run"
        if len(os.fsencode(beside)) <= 80:
            return beside
        digest = hashlib.sha256(os.fsencode(self.root)).hexdigest()[:12]
        return Path("/tmp") / f"rsenet-pg-{os.geteuid()}-{digest}"  # noqa: S108 - private folder, owner checked

    def ready(self) -> bool:
        """It accepts connections: the lock file says so, and somebody listens (its pid alone proves nothing)."""
        with contextlib.suppress(OSError, IndexError), socket.socket(socket.AF_UNIX) as client:
            if (self.data / "postmaster.pid").read_text().splitlines()[7].strip() == "ready":
                client.settimeout(2)
                client.connect(str(self.sock / f".s.PGSQL.{PORT}"))
                return True
        return False

    def ensure(self, seconds: float = START_SECONDS) -> Path:
        """Join, and return the socket's folder once the server answers."""
        self._join()
        if not self.ready():
            self._start(time.monotonic() + seconds)
        return self.sock

    def leave(self, seconds: float = 15) -> bool:
        """Stop being a user; True once the server has stopped, False if somebody else keeps it."""
        root = self.root
        if root in _joined:
            os.close(_joined.pop(root))
        now = time.monotonic()
        deadline, others = now + seconds, now + 1
        while self._kept():
            with _locked(root / "users", fcntl.LOCK_EX) as nobody_else:
                if not nobody_else and self.ready() and time.monotonic() > others:
                    return False
            if time.monotonic() > deadline:
                return False
            time.sleep(0.02)
        return True

    def kill(self) -> None:
        """Stop the server for good, whoever uses it: the keeper ends it in order."""
        with contextlib.suppress(OSError, ValueError):
            os.kill(int((self.root / "keeper").read_text()), 15)
        self.leave()

    def _join(self) -> None:
        if self.root in _joined:
            return
        try:
            places.prepare(self.asked)
            handle = os.open(self.root / "users", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            fcntl.flock(handle, fcntl.LOCK_SH)
        except OSError as error:
            raise ClusterError(self._reason(error)) from error
        _joined[self.root] = handle

    def _start(self, deadline: float) -> None:
        ours_ended = False
        while not self.ready():
            if not self._kept():
                if ours_ended:
                    raise ClusterError(self._reason())
                ours_ended = self._spawn()
            if time.monotonic() > deadline:
                raise ClusterError(f"The embedded PostgreSQL is not ready yet; {self.log} tells more.")
            time.sleep(0.02)

    def _spawn(self) -> bool:
        """Start a keeper; False when another one was faster."""
        keeper = [sys.executable, "-m", "rsenet.devpg.keeper", str(self.asked), *([] if self.safe else ["--unsafe"])]
        here = Path(__file__).resolve().parent.parent
        try:
            with self.log.open("a") as log:
                code = subprocess.run(
                    keeper,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    cwd=here,
                    start_new_session=True,
                    check=False,
                ).returncode
        except OSError as error:
            raise ClusterError(self._reason(error)) from error
        return code != ALREADY_KEPT

    def _kept(self) -> bool:
        with _locked(self.root / "keeper", fcntl.LOCK_SH) as free:
            return not free

    def _reason(self, error: OSError | None = None) -> str:
        """Why it does not start, in one sentence."""
        if error and error.errno == errno.ENOSPC:
            return f"The disk that holds {self.asked} is full."
        if isinstance(error, PermissionError):
            return f"{self.asked} belongs to somebody else: set RSENET_DATA_DIR to a folder of yours."
        if error:
            return f"{self.asked} cannot be used: {error.strerror}."
        with contextlib.suppress(OSError):
            last = self.log.read_text(errors="replace").splitlines()[-40:]
            if any("No space left on device" in line for line in last):
                return f"The disk that holds {self.asked} is full."
            for line in reversed(last):
                if any(word in line for word in ("FATAL", "PANIC", "error: ")):
                    return f"The embedded PostgreSQL does not start: {line.split(': ', 1)[-1].strip()} ({self.log})"
        return f"The embedded PostgreSQL does not start; {self.log} tells more."


@contextlib.contextmanager
def _locked(path: Path, kind: int) -> Iterator[bool]:
    """Whether the lock could be had at once; given back on leaving."""
    try:
        handle = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        yield True
        return
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
        yield True
    except OSError:
        yield False
    finally:
        os.close(handle)
