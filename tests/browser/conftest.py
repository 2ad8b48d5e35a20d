"""Journeys in Chromium, run apart from the other tests: Playwright's event loop would disturb them."""

import os
import shutil

import pytest
from django.core.cache import cache
from django.db import connection

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session", autouse=True)
def _database_beside_an_event_loop():
    """Playwright keeps a loop running in this thread; Django would take our queries for asynchronous ones."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


@pytest.fixture(autouse=True)
def _what_other_journeys_left(request):
    """Wrong links are counted by address, which is the same for all journeys; and the queue of letters is emptied by no
    test database. Each journey begins anew."""
    if {"transactional_db", "live_server"} & set(request.fixturenames):
        request.getfixturevalue("transactional_db")
        cache.clear()
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE procrastinate_jobs CASCADE")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The system's Chromium where there is one, and nothing of its talk with the outside."""
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    own = {"executable_path": found} if found else {}
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    return {**browser_type_launch_args, **own, "args": [*quiet, "--disable-component-update", "--disable-sync"]}
