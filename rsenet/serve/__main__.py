"""`python -m rsenet.serve [--demo]`: everything on one machine, until Ctrl-C or SIGTERM stops all of it."""

import contextlib
import errno
import fcntl
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from types import FrameType

from environs import EnvError

from rsenet.demo.story import company_name
from rsenet.devdb import Cluster, ClusterError
from rsenet.env import BASE_DIR, DATA_DIR, env
from rsenet.lifeline import end_with
from rsenet.serve.ports import HOST, reserved, reserved_near
from rsenet.serve.processes import Processes

FIRST_START_MB, RUNNING_MB = 200, 32


class Refused(Exception):
    """One sentence that says why nothing starts."""


def main(*flags: str) -> int:
    if os.environ.get("MAKELEVEL"):
        end_with(os.getppid())
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, _stop)
    try:
        port = _port()
        with _only_one(port), _reserved(port):
            _make_sure_of_room()
            return _run(port, "demo" if "--demo" in flags else "first_run")
    except (Refused, ClusterError) as error:
        print(error, file=sys.stderr)
    except OSError as error:
        full = error.errno == errno.ENOSPC
        print(f"The disk that holds {DATA_DIR} is full." if full else f"RSEnet cannot start: {error}", file=sys.stderr)
    return 1


def _run(port: int, first: str) -> int:
    if first == "demo":
        _name_the_company()
    with _database(), _letterbox(port) as ports:
        said = _prepare(first)
        if ports:
            said += f"\nMails are shown on http://{HOST}:{ports[1]}\n"
        processes = Processes(f"http://{HOST}:{port}", said)
        processes.add("web", "rsenet.serve.web")
        processes.add("worker", "manage", "worker")
        if ports:
            processes.add("letterbox", "rsenet.letterbox", "--ports", *ports)
        processes.loop()
    return 0 if processes.asked else 1


def _name_the_company() -> None:
    """The demo is the network of the company it invents, unless one has a name of one's own."""
    if not env.str("RSENET_COMPANY", ""):
        os.environ["RSENET_COMPANY"] = company_name()


@contextlib.contextmanager
def _letterbox(port: int) -> Iterator[tuple[str, ...]]:
    """The two ports of a mail server of our own, and what sends mails there; none where there is a mail server."""
    if env.str("RSENET_SMTP_HOST", "") or not env.bool("RSENET_LOCAL", False):
        yield ()
        return
    with reserved(0) as smtp, reserved_near(port + 25) as pages:  # the one printed stays the same from start to start
        os.environ |= {"RSENET_SMTP_HOST": HOST, "RSENET_SMTP_PORT": str(smtp), "RSENET_SMTP_TLS": "0"}
        yield str(smtp), str(pages)


def _stop(number: int, frame: FrameType | None) -> None:
    """Before the processes run: unwind, which stops the database; nothing has gone wrong."""
    sys.exit(0)


def _port() -> int:
    with contextlib.suppress(EnvError):
        port = env.int("PORT", 8000)
        if 0 < port < 65536:
            return int(port)
    raise Refused(f"PORT={os.environ.get('PORT')} is not the number of a port (1 to 65535).")


@contextlib.contextmanager
def _only_one(port: int) -> Iterator[None]:
    """One RSEnet per data folder."""
    try:
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        handle = os.open(DATA_DIR / "serve.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except PermissionError as error:
        raise Refused(f"{DATA_DIR} belongs to somebody else: set RSENET_DATA_DIR to a folder of yours.") from error
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        where = os.read(handle, 100).decode() or "this folder"
        raise Refused(f"RSEnet already runs with {DATA_DIR}, on {where}.") from error
    os.truncate(handle, 0)
    os.write(handle, f"http://{HOST}:{port}".encode())
    try:
        yield
    finally:
        os.close(handle)


def _make_sure_of_room() -> None:
    """Before anything is half written."""
    free = shutil.disk_usage(DATA_DIR).free // 2**20
    needed = RUNNING_MB if (DATA_DIR / "static").exists() else FIRST_START_MB
    if free < needed:
        raise Refused(f"The disk that holds {DATA_DIR} is full: {free} MB are free, RSEnet needs {needed}.")


@contextlib.contextmanager
def _reserved(port: int) -> Iterator[None]:
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(reserved(port))
        except PermissionError as error:
            raise Refused(f"Port {port} is for root only: set PORT to 1024 or more.") from error
        except OSError as error:
            raise Refused(f"Port {port} is taken: set PORT to another one, for instance PORT={port + 1}.") from error
        yield


@contextlib.contextmanager
def _database() -> Iterator[None]:
    """Hold the embedded server from first to last; nothing to do for one of DATABASE_URL."""
    if env.str("DATABASE_URL", ""):
        yield
        return
    cluster = Cluster(DATA_DIR / "pg")
    try:
        cluster.ensure()
        yield
    finally:
        if not cluster.leave():
            print("The database goes on: another command uses it.", file=sys.stderr)


def _prepare(last: str) -> str:
    """Tables, static files, translations, and what `last` wants said once the pages answer."""
    me = os.getpid()
    child = subprocess.Popen(
        [sys.executable, "manage.py", "prepare", "--then", last],
        cwd=BASE_DIR,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: end_with(me),
    )
    try:
        said, _ = child.communicate()
    except BaseException:
        child.terminate()
        child.wait()
        raise
    if child.returncode:
        sys.exit(1)  # it has said why
    return said


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
