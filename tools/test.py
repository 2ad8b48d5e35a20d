"""Run the tests: first all that need no browser, on every core; then the journeys in Chromium, in one process.

`python -m tools.test [--without-browser | --browser-only]`. The runner's summary comes last; if the first part fails,
it is the last line and the second part does not start.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from urllib.parse import quote

from rsenet.devdb import NAME, USER, Cluster, ClusterError
from rsenet.env import BASE_DIR, DATA_DIR, env
from rsenet.lifeline import end_with

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main(*flags: str) -> int:
    if os.environ.get("MAKELEVEL"):
        end_with(os.getppid())
    with database_for_tests():  # once for both parts
        code = 0
        if "--browser-only" not in flags:
            code = pytest("--ignore=tests/browser", "-n", "auto", "-p", "no:playwright")
        if code == 0 and "--without-browser" not in flags:
            if not find_browser():
                return 1
            code = pytest("tests/browser", "-n", "0")
        return code


@contextmanager
def database_for_tests() -> Iterator[str]:
    """The address of the server for tests: the one of DATABASE_URL, else a fast and forgetful one of our own."""
    if given := env.str("DATABASE_URL", ""):
        yield given
        return
    cluster = Cluster(DATA_DIR / "test-pg", safe=False)
    try:
        socket = cluster.ensure()
    except ClusterError as error:
        sys.exit(str(error))
    try:
        yield f"postgres://{USER}@{quote(str(socket), safe='')}/{NAME}"
    finally:
        cluster.leave()


def pytest(*arguments: str) -> int:
    me = os.getpid()
    command = [sys.executable, "-m", "pytest", "--no-header", *arguments]
    return subprocess.run(command, cwd=BASE_DIR, check=False, preexec_fn=lambda: end_with(me)).returncode


def find_browser() -> bool:
    """Chromium of the system, else of Debian's packages, else Playwright's own."""
    if any(shutil.which(name) for name in CHROMIUM):
        return True
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing chromium…", file=sys.stderr)
        apt = {"DEBIAN_FRONTEND": "noninteractive"}
        if quiet("apt-get", "update", **apt) and quiet(
            "apt-get", "install", "--yes", "--no-install-recommends", "chromium", **apt
        ):
            return True
    print("Asking Playwright for its Chromium…", file=sys.stderr)
    if quiet(sys.executable, "-m", "playwright", "install", "chromium"):
        return True
    print("The browser tests need Chromium: install it (Debian: apt-get install chromium).", file=sys.stderr)
    return False


def quiet(*command: str, **environment: str) -> bool:
    """Run, and show what it says only if it fails."""
    done = subprocess.run(
        command, env=os.environ | environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode:
        print(_tail(done.stdout + done.stderr), file=sys.stderr)
    return done.returncode == 0


def _tail(text: str, lines: int = 5) -> str:
    last: Sequence[str] = text.strip().splitlines()[-lines:]
    return "\n".join(last)


if __name__ == "__main__":
    try:
        sys.exit(main(*sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
