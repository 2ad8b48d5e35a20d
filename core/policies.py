"""The one thing every policy shares: a refusal."""

from django.core.exceptions import PermissionDenied


def require(allowed: bool) -> None:
    """Raise PermissionDenied (403) unless allowed. What may not even be seen is a 404 by its QuerySet, never this."""
    if not allowed:
        raise PermissionDenied
