"""The forms of the entrance: allauth's, under the field names and labels this product promises."""

from typing import Any, ClassVar

from allauth.account import forms as theirs
from allauth.account.utils import perform_login
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from accounts.identity import own_name
from accounts.lifecycle import confirm_address, free_address
from accounts.models import Person
from accounts.passwords import ADVICE

type Words = dict[str, Any]

PASSWORD = _("Password")
NEW_PASSWORD = _("New password")
ADDRESS = _("Work e-mail address")
CODE = _("Code")


class Ours(forms.Form):
    """Mixed into allauth's forms: no placeholder does a label's work, one new password is typed once."""

    names: ClassVar[dict[str, str]] = {}
    labels: ClassVar[Words] = {}
    hints: ClassVar[Words] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("password2", None)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")

    def add_prefix(self, field_name: str) -> str:
        """The promised name; allauth's own is understood too."""
        promised = self.names.get(field_name, field_name)
        return field_name if field_name in self.data and promised not in self.data else promised


class LoginForm(Ours, theirs.LoginForm):
    names = {"login": "email"}
    labels = {"login": ADDRESS, "password": PASSWORD, "remember": _("Stay signed in on this device")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class RequestLoginCodeForm(Ours, theirs.RequestLoginCodeForm):
    labels = {"email": ADDRESS}


class CodeForm(Ours):
    labels = {"code": CODE}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"autocapitalize": "characters", "spellcheck": "false"}


class ConfirmLoginCodeForm(CodeForm, theirs.ConfirmLoginCodeForm):
    pass


class ConfirmEmailForm(CodeForm, theirs.ConfirmEmailVerificationCodeForm):
    pass


class ResetPasswordForm(Ours, theirs.ResetPasswordForm):
    labels = {"email": ADDRESS}


class NewPassword(Ours):
    names = {"password1": "password", "oldpassword": "current_password"}
    labels = {"password1": NEW_PASSWORD, "oldpassword": _("Current password")}
    hints = {"password1": ADVICE}


class ResetPasswordKeyForm(NewPassword, theirs.ResetPasswordKeyForm):
    def save(self) -> None:
        super().save()
        confirm_address(self.user)


class ChangePasswordForm(NewPassword, theirs.ChangePasswordForm):
    pass


class SetPasswordForm(NewPassword, theirs.SetPasswordForm):
    pass


class ReauthenticateForm(Ours, theirs.ReauthenticateForm):
    labels = {"password": PASSWORD}


class AddEmailForm(Ours, theirs.AddEmailForm):
    labels = {"email": _("New address")}


class FirstPasswordForm(forms.Form):
    """The password an invited person chooses."""

    password = forms.CharField(
        label=PASSWORD,
        strip=False,
        help_text=ADVICE,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.person)
        return password


class WelcomeForm(forms.Form):
    """Who the first administrator is."""

    display_name = forms.CharField(
        label=_("Your name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(label=ADDRESS, widget=forms.EmailInput(attrs={"autocomplete": "username"}))
    password = forms.CharField(
        label=PASSWORD,
        strip=False,
        help_text=ADVICE,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_display_name(self) -> str:
        return own_name(self.cleaned_data["display_name"])

    def clean_email(self) -> str:
        return free_address(self.cleaned_data["email"])

    def clean(self) -> Words:
        words: Words = super().clean() or {}
        if "password" in words:
            try:
                validate_password(words["password"], Person(email=words.get("email", "")))
            except forms.ValidationError as error:
                self.add_error("password", error)
        return words


def sign_in(request: HttpRequest, person: Person, *, to: str = "/") -> HttpResponse:
    """Sign in somebody who has just proved to be who they are (a mailed link). A second step is still asked."""
    response: HttpResponse = perform_login(request, person, email=person.email, redirect_url=to)
    return response
