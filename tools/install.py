"""Make `.venv` from the lock, and `.env` for this machine; done again only when something changed.

Runs with the standard library alone, before anything is installed: `python tools/install.py run|dev`.
"""

import fcntl
import hashlib
import os
import secrets
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = "uv==0.13.9"
SYSTEM_CERTIFICATES = ("/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem")


def main(wanted: str) -> None:
    if not VENV.is_symlink():  # else shared with another working copy, which looks after it
        make_ready(wanted)
    write_env()
    subprocess.run([PYTHON, ROOT / "tools" / "translations.py", "compile"], check=True)


def make_ready(wanted: str) -> None:
    folder = os.open(ROOT, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)  # two commands at once in one clone
    make_venv()
    stamps = {"run": VENV / ".installed-run", "dev": VENV / ".installed-dev"}
    accepted = [stamps["dev"]] if wanted == "dev" else list(stamps.values())
    mark = fingerprint()
    if not any(stamp.exists() and stamp.read_text() == mark for stamp in accepted):
        install(wanted)
        stamps[wanted].write_text(mark)


def make_venv() -> None:
    """Anew if it is missing, does not run, was moved, or is of another Python than the one asked for."""
    moved = VENV / ".place"
    if moved.exists() and moved.read_text() == place() and version_of(PYTHON) == wanted_version():
        return
    if not moved.exists() and version_of(PYTHON):  # made by hand: take it as it is
        moved.write_text(place())
        return
    base = getattr(sys, "_base_executable", sys.executable)
    say(f"Making .venv with Python {sys.version.split()[0]}")
    shutil.rmtree(VENV, ignore_errors=True)
    run(base, "-m", "venv", VENV)
    moved.write_text(place())


def place() -> str:
    return str(VENV)


def wanted_version() -> str:
    return version_of(Path(sys.executable)) if os.environ.get("PYTHON") else version_of(PYTHON) or "none"


def version_of(python: Path) -> str:
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        return subprocess.run([python, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def fingerprint() -> str:
    digest = hashlib.sha256(f"{place()} {version_of(PYTHON)} {UV}".encode())
    for name in ("pyproject.toml", "uv.lock"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def install(wanted: str) -> None:
    say("Installing the packages of uv.lock")
    run(PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check", UV)
    groups = ["--group", "dev"] if wanted == "dev" else ["--no-dev"]
    run(PYTHON, "-m", "uv", "sync", "--quiet", "--frozen", "--inexact", "--extra", "embedded", *groups)


def run(*command: str | Path) -> None:
    uv = {
        "UV_PROJECT_ENVIRONMENT": str(VENV),
        "UV_PYTHON": str(PYTHON),
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_COMPILE_BYTECODE": "1",
    }
    environment = {k: v for k, v in os.environ.items() if k not in ("VIRTUAL_ENV", "PYTHONHOME", "PYTHONPATH")}
    if any(Path(bundle).exists() for bundle in SYSTEM_CERTIFICATES):  # a company's own authority is known there
        environment.setdefault("UV_SYSTEM_CERTS", "1")
    subprocess.run(command, cwd=ROOT, env=environment | uv, check=True, stdin=subprocess.DEVNULL)


def write_env() -> None:
    """What one machine needs: a key of its own and the word that plain http is meant. Deployments set theirs."""
    file = ROOT / ".env"
    if not file.exists():
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(f"RSENET_LOCAL=1\nRSENET_SECRET_KEY={secrets.token_urlsafe(48)}\n")


def say(sentence: str) -> None:
    print(f"{sentence}…", file=sys.stderr, flush=True)


if __name__ == "__main__":
    try:
        main(sys.argv[1] if len(sys.argv) > 1 else "run")
    except subprocess.CalledProcessError as error:
        failed = " ".join(str(part) for part in error.cmd[:5])
        full = shutil.disk_usage(ROOT).free < 64 * 2**20
        sys.exit(f"The disk is full: RSEnet needs about 500 MB in {ROOT}." if full else f"`{failed} …` failed.")
    except OSError as error:
        sys.exit(f"{error.filename or ROOT} cannot be written: {error.strerror}.")
    except KeyboardInterrupt:
        sys.exit(130)
