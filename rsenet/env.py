"""The environment, `.env` included; every value may also come from the file named by NAME_FILE."""

from pathlib import Path

from environs import FileAwareEnv

BASE_DIR = Path(__file__).resolve().parent.parent

env = FileAwareEnv()
env.read_env(str(BASE_DIR / ".env"), recurse=False)

DATA_DIR = Path(env.str("RSENET_DATA_DIR", "") or BASE_DIR / "var").resolve()
