"""Colleagues: all of them, then one."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from accounts.colleagues import resembling
from accounts.directory import Wish, directory, places
from accounts.models import FormerHandle, Person
from core.http import Request, page
from core.panels import panels_of


@require_safe
def people(request: Request) -> HttpResponse:
    """The directory: by name, narrowed as one types. Further pages add rows; a new wish replaces the list."""
    wish = Wish.read(request.GET)
    sites, departments = places()
    context = {"here": "people", "wish": wish, "found": directory(wish), "sites": sites, "departments": departments}
    return page(request, "accounts/people.html", context, partial="rows" if wish.after else "results")


@require_safe
def names(request: Request) -> HttpResponse:
    """What a field that names a colleague suggests; the field's own name is the form's business."""
    words = next(iter(request.GET.dict().values()), "")
    return page(request, "accounts/_colleagues.html", {"people": resembling(words)}, partial="options")


@require_safe
def person(request: Request, handle: str) -> HttpResponse:
    """What colleagues may know of somebody (R-PR-05). Who left keeps a name there, as author, and nothing else."""
    shown = Person.objects.filter(handle=handle.lower()).first()
    if shown is None:
        return _under_the_new_handle(handle.lower())
    panels = panels_of("person", shown, request.user) if shown.is_active else []
    context = {
        "here": "me" if shown == request.user else "people",
        "person": shown,
        "aside": [panel for panel in panels if panel.place == "aside"],
        "panels": [panel for panel in panels if panel.place == "main"],
    }
    return page(request, "accounts/person.html", context)


def _under_the_new_handle(handle: str) -> HttpResponse:
    former = FormerHandle.objects.select_related("person").filter(handle=handle).first()
    if former is None:
        raise Http404
    # Not for ever: its owner may take it back.
    return HttpResponseRedirect(former.person.get_absolute_url())
