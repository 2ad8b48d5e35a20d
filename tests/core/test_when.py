"""Hours as people write them."""

from datetime import datetime

import pytest
from django.utils.translation import override

from core.when import hour


@pytest.mark.parametrize(("language", "minute", "said"), [
    ("fr", 55, "12\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}55"), ("fr", 0, "12\N{NO-BREAK SPACE}h"), ("en", 5, "12:05"),
])  # fmt: skip
def test_an_hour_stays_on_one_line(language, minute, said):
    with override(language):
        assert hour(datetime(2026, 10, 1, 12, minute)) == said
