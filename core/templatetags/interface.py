"""The few tags of our interface: simple tags only, so that both template engines run them."""

from functools import cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core import when

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
@cache
def sprite(symbol: str) -> str:
    """The address of a symbol of the sprite, for `<use href>`."""
    return f"{static('icons.svg')}#{symbol}"


register.filter("ago", when.ago)
register.filter("moment", when.moment)
register.filter("day", when.day)
register.filter("iso", when.iso)
