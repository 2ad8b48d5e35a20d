"""One's own pages: profile, photo, settings, security."""

from copy import copy
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import actions
from accounts.forms import PhotoForm, ProfileForm, SettingsForm
from accounts.models import Person
from core import errors
from core.forms import focus_first_error
from core.http import Request, done, page
from core.panels import tabs_of
from core.policies import Conflict


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: Request) -> HttpResponse:
    """What colleagues see of me, and the form that changes it."""
    person: Person = request.user
    if request.method != "POST":
        return _profile(request, form=_profile_form(person))
    # A copy: the page around an invalid form still shows the person as saved.
    form = ProfileForm(request.POST, instance=copy(person))
    if form.is_valid():
        try:
            actions.edit_profile(person, person, version=form.cleaned_data["version"], **form.changes())
        except Conflict as conflict:
            return _conflict(request, form, conflict.message)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Your profile is saved."))
            return done(request, to="accounts:me")
    return _profile(request, form=focus_first_error(form), status=422)


def _profile_form(person: Person) -> ProfileForm:
    return ProfileForm(instance=copy(person), initial={"version": person.version})


def _profile(request: Request, *, form: ProfileForm, status: int = 200, **context: Any) -> HttpResponse:
    context = {"photo_form": PhotoForm(), **context, "form": form}
    return _page(request, "profile", context, status=status)


def _conflict(request: Request, form: ProfileForm, message: str) -> HttpResponse:
    """Nobody's text is lost: theirs stays in the form, what was saved meanwhile stands above it (R-RC-03)."""
    saved = Person.objects.get(pk=request.user.pk)
    mine = ProfileForm({**request.POST.dict(), "version": saved.version}, instance=copy(saved))
    mine.is_valid()
    changed = [
        {"label": mine[name].label, "text": getattr(saved, name)}
        for name, text in form.changes().items()
        if text != getattr(saved, name)
    ]
    return _profile(request, form=mine, status=409, conflict=message, changed=changed)


@require_POST
def set_photo(request: Request) -> HttpResponse:
    form = PhotoForm(request.POST, request.FILES)
    if form.is_too_heavy:
        return errors.too_large(request)
    if not form.is_valid():
        return _profile(request, form=_profile_form(request.user), photo_form=focus_first_error(form), status=422)
    try:
        actions.set_photo(request.user, request.user, form.cleaned_data["file"])
    except ValidationError as error:  # readable at first sight, damaged further on
        form.add_error("file", error)
        return _profile(request, form=_profile_form(request.user), photo_form=focus_first_error(form), status=422)
    messages.success(request, _("Your photo is in place."))
    return done(request, to="accounts:me")


@require_POST
def remove_photo(request: Request) -> HttpResponse:
    actions.remove_photo(request.user, request.user)
    messages.success(request, _("Your photo is removed."))
    return done(request, to="accounts:me")


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: Request) -> HttpResponse:
    """Language, time, looks, reading: they hold from the next page on."""
    person: Person = request.user
    if request.method != "POST":
        return _page(request, "settings", {"form": SettingsForm(instance=copy(person))})
    form = SettingsForm(request.POST, instance=copy(person))
    if not form.is_valid():
        return _page(request, "settings", {"form": focus_first_error(form)}, status=422)
    actions.choose_settings(person, **form.cleaned_data)
    with translation.override(form.cleaned_data["language"]):
        messages.success(request, _("Your settings are saved."))
    response = done(request, to="accounts:settings")
    # The sign-in page, before anybody is known, speaks the same language.
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        form.cleaned_data["language"],
        max_age=365 * 24 * 3600,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return response


@require_safe
def security(request: Request) -> HttpResponse:
    """Where each part of signing in is changed."""
    return _page(request, "security", {"second_step": is_mfa_enabled(request.user)})


def _page(request: Request, tab: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    context = {**context, "here": "me", "tab": tab, "tabs": tabs_of("me")}
    return page(request, f"accounts/me_{tab}.html", context, status=status)
