"""Braces in a prompt hold the place of what only the host knows: {a figure}. Nothing is published with one left."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# Code shows braces of its own.
_CODE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`", re.DOTALL)
_BRACES = re.compile(r"\{[^{}\n]{0,80}\}|[{}]")


def left_in(*texts: str) -> list[str]:
    """What is still to be replaced, each once, in order."""
    found = [brace for text in texts for brace in _BRACES.findall(_CODE.sub(" ", text))]
    return list(dict.fromkeys(found))


def require_none(title: str, body: str) -> None:
    refused = {}
    for field, text in (("title", title), ("body", body)):
        if left := left_in(text):
            sentence = _("Still to be replaced with your own words: %(places)s.")
            refused[field] = [sentence % {"places": ", ".join(left[:8])}]
    if refused:
        raise ValidationError(refused, code="placeholders")
