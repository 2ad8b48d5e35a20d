"""The verdict on a sentence while it is being written. Reads only; POST, so that what one writes is in no address."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from communities.composing import sentence_of
from communities.verdicts import Shown, shown
from core.http import Request, page


@require_POST
def purpose_check(request: Request) -> HttpResponse:
    """For htmx the verdict alone; without script, on a page of its own with the sentence to write on."""
    context = {"verdict": _verdict(request), "text": sentence_of(request.POST)[:600]}
    return page(request, "communities/purpose.html", context, partial="verdict")


def judged[F: forms.BaseForm](request: Request, shape: type[F], **options: Any) -> tuple[F, Shown | None] | None:
    """Without script, "Check" or "Take this sentence": the form with all it held, and the verdict. Nothing is kept."""
    sent = request.POST.dict()
    if sent.get("take"):
        sent |= {"purpose": sent["take"], "way": "free"}
    elif sent.get("do") != "check":
        return None
    return shape(initial=sent, **options), _verdict(request)


def _verdict(request: Request) -> Shown | None:
    form = request.POST
    name, besides = form.get("name", "")[:200], form.get("community", "")[:80]
    return shown(sentence_of(form), request.user, name=name, besides=besides)
