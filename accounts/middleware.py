"""What a person chose (language, time zone), and the one page a suspended person sees (D3)."""

import zoneinfo
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils import timezone, translation

ALWAYS_OPEN = ("/accounts/logout/", "/static/", "/me/export/")


class PersonMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = request.user
        if not person.is_authenticated:
            return self.get_response(request)
        translation.activate(person.language)
        request.LANGUAGE_CODE = person.language
        with timezone.override(zoneinfo.ZoneInfo(person.timezone)):
            if person.is_suspended and not request.path.startswith(ALWAYS_OPEN):
                body = loader.render_to_string("accounts/suspended.html", {"shell": {}}, request)
                return HttpResponse(body, status=403)
            return self.get_response(request)
