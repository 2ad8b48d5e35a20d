"""Where the data lives: DATABASE_URL, else the embedded PostgreSQL."""

from pathlib import Path
from typing import Any

from environs import Env


def databases(env: Env, data_dir: Path) -> dict[str, Any]:
    import dj_database_url

    return {"default": dj_database_url.parse(env.str("DATABASE_URL"), conn_max_age=None, conn_health_checks=True)}
