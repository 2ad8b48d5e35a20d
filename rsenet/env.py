"""The environment, `.env` included; every value may also come from the file named by NAME_FILE."""

from pathlib import Path

from environs import EnvError, FileAwareEnv

BASE_DIR = Path(__file__).resolve().parent.parent

env = FileAwareEnv()
env.read_env(str(BASE_DIR / ".env"), recurse=False)

DATA_DIR = Path(env.str("RSENET_DATA_DIR", "") or BASE_DIR / "var").resolve()
KEY_LENGTH = 50


def require_safe(*, key: str, debug: bool) -> None:
    """What others can reach neither shows its insides nor signs with a key one may guess (R-OP-02)."""
    if debug:
        raise EnvError("RSENET_DEBUG shows the insides to everybody: it goes with RSENET_LOCAL=1 alone.")
    if len(key) < KEY_LENGTH:
        raise EnvError(f"RSENET_SECRET_KEY has {len(key)} characters: {KEY_LENGTH} random ones at least.")
