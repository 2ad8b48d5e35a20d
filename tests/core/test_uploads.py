"""What is too heavy is not read."""

import io


class Unread(io.RawIOBase):
    """A body that fails the test when somebody reads it."""

    def read(self, *args):
        raise AssertionError("the body was read")


def test_a_request_heavier_than_a_file_is_refused_unread(as_, member):
    """R-FI-03: 413 before reading it all."""
    browser = as_(member)

    response = browser.generic("POST", "/people/", **{"CONTENT_LENGTH": str(40 * 1024**2), "wsgi.input": Unread()})

    assert response.status_code == 413
    assert "too heavy" in response.text


def test_a_request_of_ordinary_weight_passes(as_, member):
    assert as_(member).post("/people/", {"file": io.BytesIO(b"x" * 1000)}).status_code == 405
