"""A process that ends when the one that started it is gone, even by `kill -9`."""

import ctypes
import os
import signal
import sys
import threading
import time

_PR_SET_PDEATHSIG = 1


def end_with(parent: int, how: signal.Signals = signal.SIGTERM) -> None:
    """Send ourselves `how` when `parent`, our parent process, ends; call it early, from the main thread."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, how)
        if os.getppid() != parent:  # it ended before we asked
            os.kill(os.getpid(), how)
    else:
        threading.Thread(target=_watch, args=(parent, how), daemon=True).start()


def _watch(parent: int, how: signal.Signals) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), how)
