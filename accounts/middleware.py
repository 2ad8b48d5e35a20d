"""Around every page: how long a session lasts, what a person chose, what a suspended person sees, how forms answer."""

import zoneinfo
from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth import logout
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.template import loader
from django.template.response import TemplateResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts import sessions

ALWAYS_OPEN = ("/accounts/logout/", "/static/", "/me/export/")
# Their address holds a secret: it must not travel in a Referer header (R-AU-07).
SECRET_ADDRESSES = {"account_reset_password_from_key", "accounts:welcome", "accounts:first_password"}

type Handler = Callable[[HttpRequest], HttpResponse]


class SessionLimitsMiddleware:
    """R-AU-04, without a query of its own."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            if sessions.is_over(request, request.user):
                with translation.override(request.user.language):
                    messages.info(request, _("You were signed out because this session had lasted its time."))
                logout(request)
            else:
                sessions.note_visit(request)
        return self.get_response(request)


class PersonMiddleware:
    """What a person chose (language, time zone), and the one page a suspended person sees (D3)."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = request.user
        if not person.is_authenticated:
            return self.get_response(request)
        # From here on the person themself, not Django's lazy stand-in: a page asks for them hundreds of times.
        person = request.user = getattr(request, "_cached_user", person)
        translation.activate(person.language)
        request.LANGUAGE_CODE = person.language
        with timezone.override(zoneinfo.ZoneInfo(person.timezone)):
            if person.is_suspended and not request.path.startswith(ALWAYS_OPEN):
                body = loader.render_to_string("accounts/suspended.html", {"shell": {}}, request)
                return HttpResponse(body, status=403)
            return self.get_response(request)


class AnswersMiddleware:
    """Forms of others (allauth, the admin) answer as ours do: 422 when invalid, 303 when done, hidden when secret."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        unsafe = request.method not in ("GET", "HEAD", "OPTIONS", "TRACE")
        name = request.resolver_match.view_name if request.resolver_match else ""
        if unsafe and response.status_code == 302 and not response["Location"].startswith(_asks_to_sign_in()):
            response.status_code = 303
        if unsafe and name == "account_logout":
            # Not "cookies": that would sign the person out of every other site of the same domain.
            response["Clear-Site-Data"] = '"cache", "storage"'
        if name in SECRET_ADDRESSES:
            response["Referrer-Policy"] = "no-referrer"
        return response

    def process_template_response(self, request: HttpRequest, response: TemplateResponse) -> TemplateResponse:
        context = response.context_data = {"here": "me", **(response.context_data or {})}
        if request.method == "POST" and response.status_code == 200 and _invalid(context):
            response.status_code = 422
        elif context.get("token_fail"):
            response.status_code = 404
        return response


def _asks_to_sign_in() -> str:
    return f"{resolve_url('account_login')}?next="


def _invalid(context: dict[str, object]) -> bool:
    forms = (value for value in context.values() if isinstance(value, BaseForm))
    return bool(context.get("errors")) or any(form.is_bound and not form.is_valid() for form in forms)
