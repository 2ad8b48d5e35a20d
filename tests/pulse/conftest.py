"""A community with a past."""

import pytest

from tests.pulse.worlds import Village


@pytest.fixture
def village(db):
    return Village()
