"""What a log may say (R-OP-01)."""

import json
import logging

import pytest

from core.logs import JsonFormatter


def line(message, *values):
    record = logging.LogRecord("rsenet", logging.WARNING, "", 0, message, values, None)
    return JsonFormatter().format(record)


@pytest.mark.parametrize(
    "path",
    [
        "/welcome/s3cr3t/",
        "/accounts/first-password/s3cr3t:1abc:xyz/",
        "/accounts/password/reset/key/1-s3cr3t-abc/",
        "/invitations/s3cr3t/",
        "/letters/s3cr3t/stop/",
        "/accounts/login/?next=/invitations/s3cr3t/",
    ],
)
def test_an_address_that_opens_something_is_not_logged(path):
    assert "s3cr3t" not in line("Not Found: %s", path)


def test_nobody_forges_a_line():
    forged = line("Not Found: %s", '/x\r\n{"level": "INFO"}')

    assert "\n" not in forged
    assert json.loads(forged)["level"] == "WARNING"


def test_moments_are_universal():
    assert json.loads(line("x"))["at"].endswith("+00:00")
