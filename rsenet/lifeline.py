"""A process that ends when the one that started it is gone, even by `kill -9`."""

import ctypes
import os
import signal
import sys
import threading
import time
from pathlib import Path

_PR_SET_PDEATHSIG = 1


def end_with(parent: int, how: signal.Signals = signal.SIGTERM) -> None:
    """Send ourselves `how` when `parent`, our parent process, ends; call it early, from the main thread."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, how)
        if os.getppid() != parent:  # it ended before we asked
            os.kill(os.getpid(), how)
    else:
        threading.Thread(target=_watch, args=(parent, how), daemon=True).start()


def caught(process: int) -> int:
    """The signals it handles, as bits, of those that a make keeps to itself when they reach it alone.

    It then waits for us without a word; all that shows is that it has stopped handling the signal.
    """
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0
    handled = next((int(line.split()[1], 16) for line in lines if line.startswith("SigCgt:")), 0)
    return handled & sum(1 << (number - 1) for number in (signal.SIGINT, signal.SIGHUP, signal.SIGQUIT))


def _watch(parent: int, how: signal.Signals) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), how)
