"""People: the directory, a profile."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from accounts.models import Person
from core.http import Request, page


@require_GET
def people(request: Request) -> HttpResponse:
    """Colleagues, by name."""
    return page(
        request, "accounts/people.html", {"people": list(Person.objects.all().listed().order_by("sort_key")[:50])}
    )


@require_GET
def person(request: Request, handle: str) -> HttpResponse:
    return page(
        request, "accounts/person.html", {"person": get_object_or_404(Person.objects.all().active(), handle=handle)}
    )
