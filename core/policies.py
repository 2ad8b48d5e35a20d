"""What every policy shares: two ways of saying no."""

from django.core.exceptions import PermissionDenied


class Conflict(Exception):
    """Right in itself, but the thing has changed meanwhile: archived, already answered, edited by somebody else.
    Its message is one sentence that a person can act on; the answer is 409."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def require(allowed: bool) -> None:
    """Raise PermissionDenied (403) unless allowed. What may not even be seen is a 404 by its QuerySet, never this."""
    if not allowed:
        raise PermissionDenied
