"""honcho, with what it leaves out: a dead child comes back, none survives us, and it says when all of it answers."""

import multiprocessing
import os
import select
import shlex
import signal
import sys
import threading
import time
import urllib.error
import urllib.request
from typing import Any

import honcho.manager
import honcho.process

from rsenet.env import BASE_DIR
from rsenet.lifeline import caught, end_with

honcho.manager.KILL_WAIT = 30  # seconds a job in hand may take to finish
CALM_SECONDS = 10  # a child that fails sooner fails for a reason that starting it again will not change

_fork = multiprocessing.get_context("fork")  # so that the kernel knows each child as ours


class Child(honcho.process.Process):
    """One process, started again if it dies unasked."""

    ending: int  # a pipe's end: readable once everything is asked to end; no lock that a kill could leave taken
    parent: int

    def run(self, events: Any = None, ignore_signals: bool = False) -> None:
        end_with(self.parent, signal.SIGKILL)
        while True:
            started = time.monotonic()
            super().run(events, ignore_signals)
            failed_early = self._code > 0 and time.monotonic() - started < CALM_SECONDS
            if self._asked(0) or self._code == 0 or failed_early:
                super()._send_message({"returncode": self._code}, type="stop")
                return
            self._send_message(b"ended unasked, starting again\n")
            self._asked(0.5)

    def _asked(self, seconds: float) -> bool:
        return bool(select.select([self.ending], [], [], seconds)[0])

    def _send_message(self, data: Any, type: str = "line") -> None:
        if type == "stop":
            self._code = data["returncode"]
        else:
            super()._send_message(data, type)


class Popen(honcho.process.Popen):
    def __init__(self, cmd: str, **options: Any) -> None:
        me = os.getpid()
        super().__init__(cmd, preexec_fn=lambda: end_with(me), **options)


class Processes(honcho.manager.Manager):
    def __init__(self, url: str, said: str) -> None:
        super().__init__()
        self.url, self.said = url, said
        self.asked = self._told = False
        self._ending = threading.Event()
        self._ending_for_children, self._end_children = os.pipe()
        self.events = _fork.Queue()
        self._procmgr.terminate = _terminate
        self._process_ctor = Child

    def add(self, name: str, module: str, *arguments: str) -> None:
        """A Python module of ours as a child, in its own session."""
        command = shlex.join([sys.executable, "-u", "-m", module, *arguments])
        child = self.add_process(name, f"exec {command}", cwd=str(BASE_DIR))
        child.ending, child.parent, child._child_ctor = self._ending_for_children, os.getpid(), Popen

    def terminate(self) -> None:
        if self._told:  # a second signal, from make and the terminal both, may come in the middle of this
            return
        self._told = True
        self.asked = not self._any_stopped()
        self._ending.set()
        os.write(self._end_children, b".")
        super().terminate()

    def _start(self) -> None:
        for name, process in self._processes.items():
            process["process"] = _fork.Process(name=name, target=process["obj"].run, args=(self.events, True))
            process["process"].start()
        threading.Thread(target=self._announce, daemon=True).start()
        threading.Thread(target=self._watch, args=(os.getppid(),), daemon=True).start()

    def _announce(self) -> None:
        while not self._ending.is_set():
            try:
                with urllib.request.urlopen(f"{self.url}/readyz", timeout=2):  # noqa: S310 - our own address
                    break
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        else:
            return
        print(f"\nRSEnet answers on {self.url}\n{self.said}\nCtrl-C stops it.\n", flush=True)

    def _watch(self, parent: int) -> None:
        """For what no signal and no message tells: a make interrupted alone, a child's minder killed."""
        before = caught(parent)
        by_make = bool(os.environ.get("MAKELEVEL"))
        while not self._ending.wait(0.5):
            if by_make and caught(parent) != before:
                os.kill(os.getpid(), signal.SIGINT)
            for process in self._processes.values():
                if not process["process"].is_alive():
                    process.setdefault("returncode", 1)  # the loop then ends the others

    def _system_print(self, data: str) -> None:
        """Starting and stopping in order is not news."""


def _terminate(pid: int) -> None:
    """The child alone, which ends its own: granian's workers are not to hear it from two sides."""
    try:
        os.kill(pid, signal.SIGTERM)
    except ProcessLookupError:
        return
