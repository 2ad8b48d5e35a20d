#!/usr/bin/env python
"""Django's command line; finds the project's own environment when called with another Python."""

import errno
import os
import sys
from importlib.util import find_spec
from pathlib import Path


def main() -> None:
    ours = Path(__file__).resolve().parent / ".venv" / "bin" / "python"
    if find_spec("django") is None and ours.exists() and Path(sys.executable) != ours:
        os.execv(ours, [str(ours), *sys.argv])  # noqa: S606
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rsenet.settings")
    from django.core.management import execute_from_command_line
    from django.db import OperationalError
    from environs import EnvError

    try:
        execute_from_command_line(sys.argv)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        sys.exit(f"The disk is full: {error.filename or 'nothing more can be written'}.")
    except EnvError as error:
        sys.exit(f"The environment is not as it should be: {error}")
    except OperationalError as error:
        state = getattr(error.__cause__, "sqlstate", None)
        if state == "53100":
            sys.exit("The disk of the database is full.")
        if state:
            raise
        sys.exit(f"The database does not answer: {str(error).partition(chr(10))[0]}")


if __name__ == "__main__":
    main()
