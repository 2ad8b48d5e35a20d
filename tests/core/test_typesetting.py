"""Spaces a French line does not end at."""

import pytest

from core.typesetting import typeset

NARROW, WIDE = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(("written", "shown"), [
    ("Qui connaît ce joint ?", f"Qui connaît ce joint{NARROW}?"),
    ("Bravo ! Enfin ; merci", f"Bravo{NARROW}! Enfin{NARROW}; merci"),
    ("Fuite : « trois » cas", f"Fuite{WIDE}: «{NARROW}trois{NARROW}» cas"),
    ("Who knows this seal?", "Who knows this seal?"),
    ("Ratio 1 :2, a ? b", f"Ratio 1 :2, a{NARROW}? b"),
    ("", ""),
])  # fmt: skip
def test_a_line_never_begins_with_what_ends_a_sentence(written, shown):
    assert typeset(written) == shown
