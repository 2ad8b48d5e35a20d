"""R-OP-02: what others can reach does not start with debug on, nor with a short key; it says so in a sentence."""

import os
import subprocess
import sys

import pytest

KEY = "x" * 60


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"RSENET_SECRET_KEY": "short"}, "RSENET_SECRET_KEY has 5 characters: 50 random ones at least."),
        ({"RSENET_SECRET_KEY": ""}, "RSENET_SECRET_KEY has 0 characters: 50 random ones at least."),
        ({"RSENET_SECRET_KEY": KEY, "RSENET_DEBUG": "1"}, "it goes with RSENET_LOCAL=1 alone."),
    ],
)
def test_it_does_not_start(given, said):
    done = start(RSENET_LOCAL="0", **given)

    assert done.returncode != 0
    assert said in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("given", [{"RSENET_LOCAL": "0"}, {"RSENET_LOCAL": "1", "RSENET_DEBUG": "1"}])
def test_it_starts(given):
    assert start(RSENET_SECRET_KEY=KEY, **given).returncode == 0


def start(**given):
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "rsenet.settings", "RSENET_BASE_URL": "https://x.example"}
    command = [sys.executable, "manage.py", "diffsettings"]
    return subprocess.run(command, env=environment | given, capture_output=True, text=True, check=False)
