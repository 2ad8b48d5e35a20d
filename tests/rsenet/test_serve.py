"""One command starts everything and stops everything; what prevents it is one sentence."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import pytest

from rsenet.serve import __main__ as serving
from tests.letterbox import free_port

ROOT = Path(__file__).resolve().parents[2]


class Served:
    """`make run` without make, in a data folder of its own."""

    def __init__(self, data):
        self.data = data
        self.port = free_port()

    def start(self, **environment):
        unset = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "MAKELEVEL", "RSENET_SMTP_HOST")
        clean = {name: value for name, value in os.environ.items() if name not in unset}
        ours = {"RSENET_DATA_DIR": str(self.data), "PORT": str(self.port), "RSENET_LOCAL": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "rsenet.serve"],
            cwd=ROOT,
            env=clean | ours | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        return self.process

    def refused(self, **environment):
        """The one sentence on the error stream, and how it ended."""
        process = self.start(**environment)
        _, said = process.communicate(timeout=30)
        return said, process.returncode

    def wait_until_it_answers(self):
        for line in self.process.stdout:
            if "RSEnet answers on" in line:
                return line.strip()
        raise AssertionError(self.process.stderr.read())

    def says(self, words):
        """The next line that begins so, without those words."""
        return next(line for line in self.process.stdout if line.startswith(words)).removeprefix(words).strip()

    def alive(self):
        """Whether anything of it still runs, the database included."""
        where = f"RSENET_DATA_DIR={self.data}".encode()
        found = []
        for process in Path("/proc").glob("[0-9]*"):
            try:
                if (
                    where in process.joinpath("environ").read_bytes()
                    or str(self.data).encode() in process.joinpath("cmdline").read_bytes()
                ):
                    found.append(process.joinpath("cmdline").read_bytes())
            except OSError:
                continue
        return found


@pytest.fixture(scope="module")
def served():
    with tempfile.TemporaryDirectory(prefix="rsenet-", ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o755)
        served = Served(Path(name) / "var")
        yield served
        if getattr(served, "process", None) and served.process.poll() is None:
            served.process.terminate()
            served.process.communicate()


def _wait(condition, seconds=15):
    until = time.monotonic() + seconds
    while not condition() and time.monotonic() < until:
        time.sleep(0.1)
    return condition()


def test_a_taken_port_is_one_sentence(served):
    with socket.create_server(("127.0.0.1", served.port)):
        said, code = served.refused()

    assert said == f"Port {served.port} is taken: set PORT to another one, for instance PORT={served.port + 1}.\n"
    assert code == 1


@pytest.mark.parametrize("port", ["eighty", "0", "70000"])
def test_a_port_that_is_none_is_one_sentence(served, port):
    assert served.refused(PORT=port) == (f"PORT={port} is not the number of a port (1 to 65535).\n", 1)


@pytest.mark.parametrize("address", ["postgres://rse@127.0.0.1:1/rse", "nonsense"])
def test_a_database_that_cannot_be_reached_is_one_sentence_soon(served, address):
    started = time.monotonic()

    said, code = served.refused(DATABASE_URL=address)

    assert code == 1
    assert said.count("\n") == 1
    assert "database" in said.lower()
    assert time.monotonic() - started < 10


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks into /proc")
def test_it_says_when_it_answers_survives_kill_9_and_stops_whole(served):
    served.start()
    assert served.wait_until_it_answers() == f"RSEnet answers on http://127.0.0.1:{served.port}"
    with urllib.request.urlopen(f"http://127.0.0.1:{served.port}/readyz") as ready:
        assert ready.status == 200
    letters = served.says("Mails are shown on ")
    with urllib.request.urlopen(letters) as shown:  # noqa: S310 - an address of this machine
        assert shown.status == 200

    said, code = Served(served.data).refused()
    assert said.startswith("RSEnet already runs with ")
    assert code == 1

    served.process.kill()
    served.process.communicate()
    assert _wait(lambda: served.alive() == [])

    served.start()
    assert served.wait_until_it_answers()
    served.process.send_signal(signal.SIGTERM)
    served.process.communicate(timeout=30)
    assert served.process.returncode == 0
    assert served.alive() == []


@pytest.mark.parametrize(("given", "named"), [("", "Ateliers Sauvagnac"), ("Fonderie du Rhône", "Fonderie du Rhône")])
def test_the_demo_carries_the_name_of_its_company_unless_one_has_a_name(monkeypatch, given, named):
    monkeypatch.setenv("RSENET_COMPANY", given)

    serving._name_the_company()

    assert os.environ["RSENET_COMPANY"] == named
