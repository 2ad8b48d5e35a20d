import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def in_english():
    """Tests read the source language; requests speak the person's own, English in the factories."""
    with translation.override("en"):
        yield
