"""Hours as people write them."""

import re
from datetime import datetime, timedelta

import pytest
from django.utils.timezone import now
from django.utils.translation import override

from core.when import Reading, ago, hour


@pytest.mark.parametrize(("language", "minute", "said"), [
    ("fr", 55, "12\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}55"), ("fr", 0, "12\N{NO-BREAK SPACE}h"), ("en", 5, "12:05"),
])  # fmt: skip
def test_an_hour_stays_on_one_line(language, minute, said):
    with override(language):
        assert hour(datetime(2026, 10, 1, 12, minute)) == said


@pytest.mark.parametrize(("days", "french"), [(0, "il y a 5"), (2, "\\w+d|dim"), (400, "le \\d+(er)? \\w+ 20\\d\\d")])
def test_a_date_in_a_french_sentence_has_its_article_and_a_day_has_none(days, french):
    at = now() - timedelta(days=days, minutes=5)
    with override("fr"):
        assert re.match(french, Reading().ago_in_sentence(at))
    with override("en"):
        assert Reading().ago_in_sentence(at) == ago(at)
