"""The few tags of our interface: simple tags only, so that both template engines run them."""

from functools import cache, lru_cache
from typing import Any

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core import fragments, when
from core.typesetting import typeset

register = template.Library()


@register.simple_tag
@cache
def icon(name: str, extra: str = "") -> SafeString:
    """A decorative icon of the sprite. A page has dozens: each is composed once per process."""
    return format_html(
        '<svg class="icon{}" aria-hidden="true"><use href="{}#i-{}"/></svg>',
        f" {extra}" if extra else "",
        static("icons.svg"),
        name,
    )


@register.simple_tag
def avatar(person: Any, size: str = "", alt: str = "") -> SafeString:
    """A portrait, or initials; round, for people are. Next to the name it needs no `alt`."""
    return _avatar(person.photo_url, person.initials, size or "", alt or "")


@lru_cache(4096)
def _avatar(photo: str, initials: str, size: str, alt: str) -> SafeString:
    classes = f"avatar avatar-{size}" if size else "avatar"
    if not photo and alt:
        return format_html('<span class="{} avatar-text" role="img" aria-label="{}">{}</span>', classes, alt, initials)
    if not photo:
        return format_html('<span class="{} avatar-text" aria-hidden="true">{}</span>', classes, initials)
    if size == "xl":
        sides = '<img class="{}" src="{}" srcset="{}?s=256 2x" width="128" height="128" alt="{}">'
        return format_html(sides, classes, photo, photo, alt)
    return format_html('<img class="{}" src="{}" width="40" height="40" alt="{}">', classes, photo, alt)


@register.simple_tag
@cache
def sprite(symbol: str) -> str:
    """The address of a symbol of the sprite, for `<use href>`."""
    return f"{static('icons.svg')}#{symbol}"


@register.simple_tag
@cache
def asset(path: str) -> str:
    """The address of a static file, looked up once per process."""
    return static(path)


@register.simple_tag
@cache
def address(name: str) -> str:
    """The path of a page of which there is one, looked up once per process."""
    return reverse(name)


register.simple_tag(fragments.fragment)
register.filter("ago", when.ago)
register.filter("moment", when.moment)
register.filter("day", when.day)
register.filter("clock", when.clock)
register.filter("moment_in_sentence", when.moment_in_sentence)
register.filter("typeset", typeset)
register.filter("iso", when.iso)
