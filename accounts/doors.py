"""Doors where a secret in an address is checked: who tries many wrong ones is kept waiting (R-AU-05)."""

from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse

from core.errors import too_many

RATES = {"link": "30/m/ip"}


def refuse_guessing(request: HttpRequest) -> HttpResponse | None:
    """429 for an address that has tried too many wrong links, the right one included. Ask before checking one."""
    return None if _count(request, dry_run=True) else too_many(request)


def wrong_link(request: HttpRequest) -> None:
    _count(request)


def _count(request: HttpRequest, *, dry_run: bool = False) -> bool:
    usage = ratelimit.consume(request, app="accounts", action="link", config=RATES, dry_run=dry_run, limit_get=True)
    return usage is not None
