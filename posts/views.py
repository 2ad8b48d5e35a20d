"""Feeds and threads."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from core.http import Request, page


@require_GET
def home(request: Request) -> HttpResponse:
    return page(request, "posts/home.html", {})
