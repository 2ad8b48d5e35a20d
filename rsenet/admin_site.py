"""Django's admin, for administrators only: anybody else gets the 404 of a page that does not exist (R-AZ-11)."""

from collections.abc import Iterable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.admin import apps
from django.db.models.base import ModelBase
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _

from core.apps import ROOMS


class AdminConfig(apps.AdminConfig):
    default_site = "rsenet.admin_site.AdminSite"


class AdminSite(admin.AdminSite):
    site_header = site_title = settings.COMPANY
    index_title = _("Administration")
    site_url = "/"

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Our own forms only: the tables of libraries hold secrets, mails in the queue and addresses of machines."""
        given: Iterable[Any] = [model_or_iterable] if isinstance(model_or_iterable, ModelBase) else model_or_iterable
        if ours := [model for model in given if model._meta.app_label in ROOMS]:
            super().register(ours, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        person: Any = request.user
        return bool(person.is_authenticated and person.is_staff and person.can_sign_in)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        inside = super().admin_view(view, cacheable)

        @wraps(inside)
        def door(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            return self.stop(request) or inside(request, *args, **kwargs)

        return door

    def stop(self, request: HttpRequest) -> HttpResponse | None:
        """Where to go first: to the set-up of a second step (D8). A stranger finds no page; visitors were asked to
        sign in before (LoginRequiredMiddleware)."""
        from allauth.mfa.utils import is_mfa_enabled

        if not self.has_permission(request):
            raise Http404
        if settings.ADMIN_MFA and not is_mfa_enabled(request.user, ["totp", "webauthn"]):
            return redirect("mfa_index")
        return None

    def get_urls(self) -> list[Any]:
        urls = super().get_urls()
        for url in urls:
            if isinstance(url, URLPattern):
                url.callback = _nowhere if url.name == "view_on_site" else url.callback
                getattr(url.callback, "__dict__", {}).pop("login_url", None)  # visitors sign in where everybody does
        return urls

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """There is one sign-in page, and it is not here."""
        return self.stop(request) or redirect("admin:index")

    def logout(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return redirect("account_logout")

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return redirect("account_change_password")


def _nowhere(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """Any object by its number, secret communities included: not from here."""
    raise Http404
