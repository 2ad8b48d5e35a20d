"""Files of a test stay in its own folder."""

import io

import pytest
from PIL import Image


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


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
