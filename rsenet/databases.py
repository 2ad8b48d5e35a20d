"""Where the data lives: DATABASE_URL, else the embedded PostgreSQL; and how long a statement may take."""

import sys
from pathlib import Path
from typing import Any, Literal

from environs import Env, EnvError

type Process = Literal["web", "worker", "command"]

# A page that cannot have its answer says so soon; a command works for as long as it takes (L-07).
LIMITS: dict[Process, dict[str, str]] = {
    "web": {"statement_timeout": "5s", "lock_timeout": "2s", "idle_in_transaction_session_timeout": "10s"},
    "worker": {"statement_timeout": "60s", "lock_timeout": "2s", "idle_in_transaction_session_timeout": "60s"},
    "command": {},
}
CONNECT_SECONDS = 3


def databases(env: Env, data_dir: Path, *, process: Process | None = None, folder: str = "pg") -> dict[str, Any]:
    """Django's DATABASES. `folder` "pg" keeps what it is told; any other is for tests, fast and forgetful."""
    process = process or this_process()
    limits = " ".join(f"-c {name}={value}" for name, value in LIMITS[process].items())
    if env.str("DATABASE_URL", ""):
        default = dict(env.dj_db_url("DATABASE_URL"))
        if default["ENGINE"] != "django.db.backends.postgresql":
            raise EnvError("DATABASE_URL is of a database that is not PostgreSQL (postgres://…)")
        default["ENGINE"] = "rsenet.postgres"
    else:
        default = {
            "ENGINE": "rsenet.devpg",
            "NAME": "rsenet",
            "EMBEDDED": {"folder": str(data_dir / folder), "safe": folder == "pg", "patient": process != "web"},
        }
    options = default.get("OPTIONS", {})
    given = str(options.get("options", ""))
    # Pages ask the same few statements: PostgreSQL plans each once per connection, not at every request.
    planned = {"server_side_binding": True, "prepare_threshold": 3} if process == "web" else {}
    default["OPTIONS"] = {
        "connect_timeout": CONNECT_SECONDS,
        **planned,
        **options,
        "options": f"{limits} {given}".strip(),
    }
    return {"default": default | {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}}


def this_process() -> Process:
    if Path(sys.argv[0]).name != "manage.py" or sys.argv[1:2] == ["runserver"]:
        return "web"
    return "worker" if sys.argv[1:2] == ["worker"] else "command"
