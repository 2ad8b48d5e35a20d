"""Everything a reviewer should not have to look for: `python -m tools.check [--fix]`."""

import os
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

from rsenet.env import BASE_DIR
from tools.test import database_for_tests

BIN = Path(sysconfig.get_path("scripts"))
TEMPLATES = sorted(str(path.relative_to(BASE_DIR)) for path in (BASE_DIR / "templates").rglob("*.html"))
SCRIPTS = ["bin/find-python", "bin/setup", ".ci/run"]
MANAGE = [sys.executable, "-W", "error::DeprecationWarning", "manage.py"]
PRODUCTION = {
    "RSENET_LOCAL": "0",
    "RSENET_DEBUG": "0",
    "RSENET_BASE_URL": "https://rsenet.example.org",
    "RSENET_SECRET_KEY": "a-key-that-is-long-enough-to-be-checked-but-opens-nothing-0123456789",
}

type Command = list[str]


def tool(name: str, *arguments: str) -> Command:
    """Found in the environment; not by a first line that breaks when the folder moves."""
    return [sys.executable, "-c", f"import sys, runpy; sys.argv[0] = {name!r}; {_ENTRY[name]}", *arguments]


_ENTRY = {
    "lint-imports": "from importlinter.cli import lint_imports_command as main; main()",
    "check-jsonschema": "from check_jsonschema import main; main()",
}

FIX: dict[str, Command] = {
    "layout of the code": [str(BIN / "ruff"), "format", "."],
    "lint": [str(BIN / "ruff"), "check", "--fix", "."],
    "layout of the templates": [str(BIN / "djade"), "--target-version", "6.1", *TEMPLATES],
}
CHECK: dict[str, tuple[Command, dict[str, str]]] = {
    "layout of the code": ([str(BIN / "ruff"), "format", "--check", "--output-format", "concise", "."], {}),
    "lint": ([str(BIN / "ruff"), "check", "--output-format", "concise", "."], {}),
    "layout of the templates": ([str(BIN / "djade"), "--check", "--target-version", "6.1", *TEMPLATES], {}),
    "architecture": (tool("lint-imports"), {}),
    "migrations": ([*MANAGE, "makemigrations", "--check", "--dry-run", "--settings", "tests.settings"], {}),
    "settings in production": ([*MANAGE, "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
    "translations": ([sys.executable, "-m", "tools.translations", "check"], {}),
    "shell scripts": ([str(BIN / "shellcheck"), *SCRIPTS], {}),
    "Dockerfile": ([str(BIN / "hadolint"), "Dockerfile"], {}),
    "compose.yaml": (
        tool("check-jsonschema", "--quiet", "--builtin-schema", "vendor.compose-spec", "compose.yaml"),
        {},
    ),
    "types": ([sys.executable, "-m", "mypy"], {}),
}


def main(*flags: str) -> int:
    if "--fix" in flags:
        return max(subprocess.run(command, cwd=BASE_DIR, check=False).returncode for command in FIX.values())
    with database_for_tests() as address:  # Django asks it what it can do
        PRODUCTION["DATABASE_URL"] = address
        failed = [name for name, (command, environment) in CHECK.items() if not passes(name, command, environment)]
    but = f"; not: {', '.join(failed)}" if failed else ""
    print(f"\n{len(CHECK) - len(failed)} of {len(CHECK)} checks pass{but}")
    return 1 if failed else 0


def passes(name: str, command: Command, environment: dict[str, str]) -> bool:
    started = time.monotonic()
    environment = os.environ | environment
    done = subprocess.run(
        command, cwd=BASE_DIR, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    seconds = time.monotonic() - started
    print(f"{'ok  ' if done.returncode == 0 else 'FAIL'} {name} ({seconds:.1f} s)", flush=True)
    if done.returncode:
        print((done.stdout + done.stderr).strip(), flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
