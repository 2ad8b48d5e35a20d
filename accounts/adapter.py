"""allauth as this product wants it: closed, in our words, and deaf to what a request pretends."""

import hashlib
import logging
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts import browsers, sealing, sessions, tasks
from accounts.models import Person
from core import letters
from core.errors import too_many

log = logging.getLogger("rsenet.signin")
LOCKED = {"too_many_login_attempts": 300, "rate_limited": 60}  # seconds after which trying again makes sense


class AccountAdapter(DefaultAccountAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "duplicate_email": _("This is already your address."),
        "email_password_mismatch": _("This address and this password do not go together."),
        "email_taken": _("This address cannot be used. Choose another one."),
        "enter_current_password": _("This is not your current password."),
        "incorrect_code": _("This code is not the right one, or it has expired."),
        "incorrect_password": _("This is not your password."),
        "invalid_password_reset": _("This link no longer opens anything."),
        "rate_limited": _("That is a lot of requests. Wait a minute, then try again."),
        "same_as_current": _("This is already your address."),
        "too_many_login_attempts": _("Too many wrong codes. Ask for a new one."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """R-AU-09: an account comes with an invitation or from an administrator, through our own pages."""
        return False

    def is_ajax(self, request: HttpRequest) -> bool:
        """Only the passkey script speaks JSON; every other answer is a page."""
        return request.method == "GET" and request.path == reverse("mfa_login_webauthn")

    def is_safe_url(self, url: str) -> bool:
        """R-AU-08: a path of ours, never another origin, be it one of our own host names."""
        return bool(url) and url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """A lock is not a mistake in a form: it answers 429, even to the right password (R-AU-05)."""
        if code in LOCKED:
            raise ImmediateHttpResponse(too_many(self.request, retry_after=LOCKED[code]))
        return super().validation_error(code, *args)  # type: ignore[no-any-return]

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except ImmediateHttpResponse:
            email = credentials.get("email", "").lower()
            log.warning("sign-in locked for %s", self.get_client_ip(request))
            if cache.add(f"told-of-attempts:{hashlib.sha256(email.encode()).hexdigest()}", 1, 3600):
                tasks.tell_of_attempts.defer(email=email)
            raise

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Person | None:
        """D3, R-AU-06: who has left gets the answer of a wrong password, and it counts as one."""
        person: Person | None = super().authenticate(request, **credentials)
        if person is not None and not person.is_active:
            self.pre_authenticate(request, **credentials)
            self.authentication_failed(request, **credentials)
            return None
        return person

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """The account too, by its number, when there is one: the same look-up whether or not."""
        email = str(credentials.get("email", "")).lower()
        account = Person.objects.filter(email=email).values_list("pk", flat=True).first()
        log.warning("sign-in refused for %s", self.get_client_ip(request), extra={"said": {"account": account}})

    def respond_user_inactive(self, request: HttpRequest, user: Person) -> HttpResponse:
        messages.error(request, self.error_messages["email_password_mismatch"])
        return HttpResponseRedirect(reverse("account_login"))

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """By account alone: allauth adds the Host header, which would give a guesser one more try per spelling."""
        return str(credentials.get("email", "")).lower()

    def set_password(self, user: Person, password: str) -> None:
        """R-AU-04: a new password ends the other sessions."""
        super().set_password(user, password)
        mine = self.request is not None and self.request.user == user
        sessions.end_all(user, but=self.request.session.session_key if mine else None, renamed=mine)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """R-AU-07: built from the configured address, never from the Host header."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.BASE_URL + path.replace("UID-KEY", key)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Each letter in its reader's language; the same work whether or not somebody has this address."""
        language = Person.objects.filter(email=email.lower()).values_list("language", flat=True).first()
        context = {
            "email": email,
            "code": context.get("code"),
            "link": context.get("password_reset_url"),
            **{name: context[name] for name in ("from_email", "to_email", "timestamp", "ip") if name in context},
            "browser": browsers.name_of(context.get("user_agent", "")),
        }
        template = f"emails/{template_prefix.replace('/email/', '/')}.html"
        letters.compose(template, email, context, language=language or get_language() or settings.LANGUAGE_CODE).send()


class MfaAdapter(DefaultMFAAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _("An administrator keeps a second step."),
        "cannot_generate_recovery_codes": _("Recovery codes come with a second step: set one up first."),
        "incorrect_code": _("This code is not the right one, or it has expired."),
        "unverified_email": _("Confirm your address first."),
    }

    def encrypt(self, text: str) -> str:
        return sealing.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return sealing.unseal(encrypted_text)

    def _get_site_name(self) -> str:
        return str(settings.COMPANY)

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """D8: an administrator may replace a second step, not go without."""
        person = authenticator.user
        others = type(authenticator).objects.filter(user=person, type__in=("totp", "webauthn"))
        return not (settings.ADMIN_MFA and person.is_staff) or others.exclude(pk=authenticator.pk).exists()

    def generate_authenticator_name(self, user: Person, type: Any) -> str:
        """What tells one key from another a year later: where it was made."""
        return browsers.name_of(self.request.headers.get("User-Agent", ""))[:40]
