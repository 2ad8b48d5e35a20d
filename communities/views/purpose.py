"""The verdict on a sentence while it is being written. Reads only; POST, so that what one writes is in no address."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from communities.verdicts import composed, shown
from core.http import Request, page


@require_POST
def purpose_check(request: Request) -> HttpResponse:
    """For htmx the verdict alone; without script, on a page of its own with the sentence to write on."""
    form = request.POST
    text = form.get("purpose", "") or composed(form.get("about_what", "")[:1000], form.get("so_that", "")[:1000])
    verdict = shown(text, request.user, name=form.get("name", "")[:200], besides=form.get("community", "")[:80])
    context = {"verdict": verdict, "text": text[:600], "another": form.get("another", "")}
    return page(request, "communities/purpose.html", context, partial="verdict")
