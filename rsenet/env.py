"""The environment, `.env` included; every value may also come from the file named by NAME_FILE."""

from pathlib import Path

from environs import FileAwareEnv

env = FileAwareEnv()
env.read_env(str(Path(__file__).resolve().parent.parent / ".env"), recurse=False)
