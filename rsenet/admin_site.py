"""Django's admin, for administrators only: anybody else gets the 404 of a page that does not exist (R-AZ-11)."""

from typing import Any

from django.contrib import admin
from django.contrib.admin import apps
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _


class AdminConfig(apps.AdminConfig):
    default_site = "rsenet.admin_site.AdminSite"


class AdminSite(admin.AdminSite):
    site_header = site_title = "RSEnet"
    index_title = _("Administration")
    site_url = "/"

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Reached by whoever may not enter; a visitor has been sent to the sign-in page before."""
        raise Http404
