"""The second step (R-AU-02): allauth's forms, with codes that open once."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa import app_settings
from allauth.mfa.base import forms as base
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm as TheirActivateTOTPForm
from allauth.mfa.webauthn import forms as webauthn
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from accounts.adapter import MfaAdapter
from accounts.entrance import CodeForm, Ours
from accounts.models import Person


def spend(person: Person, code: str) -> None:
    """A code is good once. allauth forgets after one period, but with the tolerance it stays valid for three."""
    lifetime = (2 * app_settings.TOTP_TOLERANCE + 1) * app_settings.TOTP_PERIOD
    digits = "".join(filter(str.isdigit, code))
    if not cache.add(f"totp-spent:{person.pk}:{digits}", int(time.time()), lifetime):
        raise MfaAdapter().validation_error("incorrect_code")


class _Once(CodeForm):
    labels = {"code": _("Code of the application, or a recovery code")}

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        if self.authenticator.type == Authenticator.Type.TOTP:  # type: ignore[attr-defined]
            spend(self.user, code)  # type: ignore[attr-defined]
        return code


class AuthenticateForm(_Once, base.AuthenticateForm):
    pass


class ReauthenticateForm(_Once, base.ReauthenticateForm):
    pass


class ActivateTOTPForm(CodeForm, TheirActivateTOTPForm):
    labels = {"code": _("Code shown by the application")}

    def clean_code(self) -> str:
        code: str = super().clean_code()
        spend(self.user, code)
        return code


@contextmanager
def _any_bytes() -> Iterator[None]:
    """What claims to come from a key may be anything: where the decoder stumbles, the key is just not the right one."""
    try:
        yield
    except (ValidationError, ImmediateHttpResponse):
        raise
    except Exception as error:
        raise MfaAdapter().validation_error("incorrect_code") from error


class _Passkey(Ours):
    def clean_credential(self) -> Authenticator:
        with _any_bytes():
            return super().clean_credential()  # type: ignore[misc]


class LoginPasskeyForm(_Passkey, webauthn.LoginWebAuthnForm):
    pass


class AuthenticatePasskeyForm(_Passkey, webauthn.AuthenticateWebAuthnForm):
    pass


class ReauthenticatePasskeyForm(_Passkey, webauthn.ReauthenticateWebAuthnForm):
    pass


class AddPasskeyForm(Ours, webauthn.AddWebAuthnForm):
    labels = {"name": _("Name of this key"), "passwordless": _("Sign in with this key alone, without password")}
    hints = {"passwordless": _("The device then asks for your fingerprint, your face or its code.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _short(self.fields["name"])

    def clean(self) -> Any:
        with _any_bytes():
            return super().clean()


class EditPasskeyForm(Ours, webauthn.EditWebAuthnForm):
    labels = {"name": _("Name of this key")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _short(self.fields["name"])


def _short(field: Any) -> None:
    field.max_length = 40
    field.validators.append(MaxLengthValidator(40))
    field.widget.attrs["maxlength"] = "40"
