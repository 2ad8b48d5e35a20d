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


def test_an_address_of_a_person_and_what_the_database_quotes_are_left_out():
    text = line("%s", 'duplicate key\nDETAIL:  Key (email)=(nadia@example.org) already exists. For "a.b@c.fr"')

    assert "nadia" not in text
    assert "a.b" not in text
    assert "duplicate key" in text


def test_a_job_that_fails_is_told_without_the_letter_it_carried():
    job = {"task_name": "core.deliver", "id": 7, "call_string": "core.deliver[7](letter={'body': 's3cr3t'})"}
    record = logging.LogRecord("procrastinate", logging.ERROR, "", 0, f"Job {job['call_string']} ended", (), None)
    record.job = job

    assert json.loads(JsonFormatter().format(record))["message"] == "Job core.deliver[7] ended"
