"""What every policy shares: the ways of saying no."""

from django.core.exceptions import PermissionDenied


class Conflict(Exception):
    """Right in itself, but the thing has changed meanwhile: archived, already answered, edited by somebody else.
    Its message is one sentence that a person can act on; the answer is 409."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class TooMany(Exception):
    """Allowed, but not that often: the answer is 429, with when to come back."""

    def __init__(self, message: str, retry_after: int) -> None:
        super().__init__(message)
        self.message = message
        self.retry_after = retry_after


def require(allowed: bool) -> None:
    """Raise PermissionDenied (403) unless allowed. What may not even be seen is a 404 by its QuerySet, never this."""
    if not allowed:
        raise PermissionDenied
