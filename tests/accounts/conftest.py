"""A browser that speaks English, a picture, a telephone. Files of a test stay in its own folder."""

import io
import time

import pytest
from allauth.mfa.totp.internal import auth
from django.utils import translation
from PIL import Image

from tests.accounts import visitor


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(autouse=True)
def _in_english():
    """Tests read the source language."""
    with translation.override("en"):
        yield


@pytest.fixture
def client():
    return visitor()


@pytest.fixture
def totp():
    """`totp(person)`: an application on their telephone; gives the code it shows now, or in `later` seconds."""

    def set_up(person):
        secret = auth.generate_totp_secret()
        auth.TOTP.activate(person, secret)
        return lambda later=0: auth.format_hotp_value(auth.hotp_value(secret, int(time.time() + later) // 30))

    return set_up


@pytest.fixture
def picture():
    """`picture()`: an upload, a PNG unless told otherwise."""

    def make(kind="PNG", size=(300, 200), name=None, **options):
        out = io.BytesIO()
        Image.new("RGB", size, "teal").save(out, kind, **options)
        file = io.BytesIO(out.getvalue())
        file.name = name or f"me.{kind.lower()}"
        return file

    return make
