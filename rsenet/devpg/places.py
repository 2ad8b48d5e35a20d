"""Where the cluster lies, and as whom it runs.

PostgreSQL refuses to run as root, so root hands it to an ordinary account. That account must be able to reach the
data: where it cannot (a clone below a home that is closed, as homes should be), the data lies in /var/lib/rsenet
and the folder that was asked for is a link to it. Nobody's folder is opened.
"""

import contextlib
import os
import pwd
import secrets
import subprocess
from pathlib import Path
from typing import TypedDict

ELSEWHERE = Path("/var/lib/rsenet")


class Identity(TypedDict, total=False):
    """What `subprocess` needs to run something as somebody else."""

    user: int
    group: int
    extra_groups: list[int]


def resolve(asked: Path) -> Path:
    return asked.resolve()


def prepare(asked: Path) -> None:
    """Make the folder, or the link to where it can be."""
    if (asked / "users").exists():
        return
    account = service_account()
    if asked.is_symlink():  # to a folder that is gone
        asked.unlink()
    asked.mkdir(mode=0o755, parents=True, exist_ok=True)
    if account and not reachable(asked, account):
        asked.rmdir()
        place = ELSEWHERE / f"pg-{secrets.token_hex(4)}"
        place.mkdir(mode=0o755, parents=True)
        ELSEWHERE.chmod(0o755)
        place.chmod(0o755)
        (place / "origin").write_text(f"{asked.absolute()}\n")  # for whoever cleans up one day
        asked.symlink_to(place)


def service_account(data: Path | None = None) -> pwd.struct_passwd | None:
    """Whom PostgreSQL runs as when we are root: the owner of existing data, else a service account."""
    if os.geteuid() != 0:
        return None
    if data is not None and data.exists() and data.stat().st_uid != 0:
        with contextlib.suppress(KeyError):
            return pwd.getpwuid(data.stat().st_uid)
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise OSError(0, "root may not run PostgreSQL, and there is no account named postgres or nobody")


def reachable(folder: Path, account: pwd.struct_passwd) -> bool:
    """Whether `account` may go into `folder`; asked of the kernel, which knows of ACLs and groups."""
    asked = ["/bin/sh", "-c", 'cd -- "$1"', "sh", str(folder)]
    return not subprocess.run(asked, stderr=subprocess.DEVNULL, check=False, **identity(account)).returncode


def identity(account: pwd.struct_passwd | None) -> Identity:
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}
