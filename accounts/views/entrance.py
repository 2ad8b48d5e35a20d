"""The pages of mailed and printed links, and one's own sessions."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import beginning, doors, lifecycle, links
from accounts.entrance import FirstPasswordForm, WelcomeForm, sign_in
from accounts.sessions import devices_of, end_all
from core.http import Request, done, page


@login_not_required
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest, token: str) -> HttpResponse:
    """The first administrator comes in. Used, expired and invented links are the same 404."""
    if refused := doors.refuse_guessing(request):
        return refused
    if not beginning.is_open(token):
        doors.wrong_link(request)
        raise Http404
    form = WelcomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = beginning.make_first_administrator(token, language=get_language() or "en", **form.cleaned_data)
        if person is None:
            raise Http404
        return sign_in(request, person, to=reverse("admin:index"))
    return page(request, "accounts/welcome.html", {"form": form}, status=422 if form.errors else 200)


@login_not_required
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def first_password(request: HttpRequest, token: str) -> HttpResponse:
    """Somebody an administrator has invited chooses their password and is in."""
    if refused := doors.refuse_guessing(request):
        return refused
    person = links.person_of(token)
    if person is None:
        doors.wrong_link(request)
        raise Http404
    form = FirstPasswordForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        if lifecycle.choose_first_password(token, form.cleaned_data["password"]) is None:
            raise Http404
        person.refresh_from_db()
        return sign_in(request, person)
    context = {"form": form, "person": person}
    return page(request, "accounts/first_password.html", context, status=422 if form.errors else 200)


@require_safe
def sessions(request: Request) -> HttpResponse:
    """One's own sessions, this one first (R-AU-04)."""
    devices = devices_of(request.user, request.session.session_key)
    return page(request, "accounts/sessions.html", {"here": "me", "devices": devices})


@require_POST
def end_session(request: Request, pk: int) -> HttpResponse:
    """One of one's own sessions, on a device left elsewhere. Somebody else's does not exist (R-AZ-07)."""
    get_object_or_404(UserSession, pk=pk, user=request.user).end()
    messages.success(request, _("This session is over."))
    return done(request, to="accounts:sessions")


@require_POST
def end_other_sessions(request: Request) -> HttpResponse:
    end_all(request.user, but=request.session.session_key)
    messages.success(request, _("Your other devices are signed out."))
    return done(request, to="accounts:sessions")
