"""A machine without a suitable Python is told so in one sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def machine(tmp_path):
    """A machine with what `install` puts there, and nothing else."""

    class Machine:
        bin = tmp_path / "bin"
        home = tmp_path / "home"

        def python(self, version, folder=None, modules=True):
            """A Python as far as the question goes: it answers as one of that version would."""
            folder = folder or self.bin
            folder.mkdir(parents=True, exist_ok=True)
            minor = int(version.split(".")[1])
            suits = f"yes {version} {minor}000" if modules else f"bare {version}"
            answer = suits if minor >= 12 else f"no {version}"
            file = folder / f"python{version}"
            file.write_text(f"#!/bin/sh\necho '{answer}'\n")
            file.chmod(0o755)
            (folder / "python3").unlink(missing_ok=True)
            (folder / "python3").symlink_to(file)
            return file

        def find(self, **environment):
            clean = {"PATH": str(self.bin), "HOME": str(self.home), "PYENV_ROOT": str(self.home / ".pyenv")}
            script = ROOT.joinpath("bin", "find-python").read_text().replace(" /usr/local/bin /usr/bin", "")
            script = script.replace("/opt/python*", str(tmp_path / "opt"))
            return subprocess.run(
                ["/bin/sh", "-c", script], env=clean | environment, capture_output=True, text=True, check=False
            )

    Machine.bin.mkdir()
    return Machine()


def test_the_newest_is_taken(machine):
    machine.python("3.11")
    machine.python("3.12")
    newest = machine.python("3.13")

    assert Path(machine.find().stdout.strip()).resolve() == newest


def test_one_of_pyenv_is_found_though_its_shim_fails(machine):
    shim = machine.bin / "python3.13"
    shim.write_text("#!/bin/sh\necho 'pyenv: python3.13: command not found' >&2\nexit 127\n")
    shim.chmod(0o755)
    real = machine.python("3.13", machine.home / ".pyenv" / "versions" / "3.13.0" / "bin")

    assert Path(machine.find().stdout.strip()).resolve() == real


@pytest.mark.parametrize(
    ("versions", "sentence"),
    [
        ([], "RSEnet needs Python 3.12 or newer and found none"),
        (["3.11"], "RSEnet needs Python 3.12 or newer and found 3.11"),
    ],
)
def test_none_that_suits_is_one_sentence(machine, versions, sentence):
    for version in versions:
        machine.python(version)

    answer = machine.find()

    assert answer.returncode == 1
    assert answer.stderr.startswith(sentence)
    assert answer.stderr.count("\n") == 1


def test_a_python_without_its_venv_module_is_one_sentence(machine):
    machine.python("3.12", modules=False)

    answer = machine.find()

    assert answer.returncode == 1
    assert "apt-get install python3.12-venv" in answer.stderr


def test_the_one_asked_for_is_taken(machine):
    machine.python("3.13")
    asked = machine.python("3.12", machine.home / "mine")

    assert machine.find(PYTHON=str(asked)).stdout.strip() == str(asked)


def test_one_asked_for_that_is_too_old_is_refused(machine):
    old = machine.python("3.10", machine.home / "mine")

    answer = machine.find(PYTHON=str(old))

    assert answer.returncode == 1
    assert answer.stderr.strip() == f"PYTHON={old} is Python 3.10: RSEnet needs Python 3.12 or newer."


def test_the_real_question_is_understood_by_a_real_python(machine):
    (machine.bin / "python3").symlink_to(sys.executable)

    assert os.path.samefile(machine.find().stdout.strip(), sys.executable)
