"""allauth, closed: nobody signs up alone (R-AU-09)."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest


class ClosedSignUp(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """An account comes with an invitation or from an administrator, through our own pages."""
        return False


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    pass
