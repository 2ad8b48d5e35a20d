"""Pieces of the frame that look the same on page after page, rendered once for each thing they show.

A fragment sees what it is given and the reader's language, nothing else: no request, no person, no moment. What it is
given is its key, so a kept one cannot be out of date."""

from collections.abc import Hashable
from functools import lru_cache

from django.conf import settings
from django.template import loader
from django.utils.safestring import SafeString
from django.utils.translation import get_language

KEPT = 4096  # some hundred bytes each


def fragment(template: str, **shown: Hashable) -> SafeString:
    """`template` with these values, which compare by what they show (words, numbers, tuples of them)."""
    render = rendered if settings.DEBUG else kept  # somebody may be changing the template
    return render(template, get_language(), tuple(shown.items()))


def rendered(template: str, language: str | None, shown: tuple[tuple[str, Hashable], ...]) -> SafeString:
    return loader.render_to_string(template, dict(shown))


kept = lru_cache(KEPT)(rendered)
