"""Texts that hosts would like to publish under my name: I read them, change them if I wish, and answer."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from animation import hours
from animation.actions import ChangedMeanwhile, approve_text, decline_text
from animation.forms import AgreeForm, DeclineForm
from animation.models import PlannedPost
from animation.views.finding import to_sign_or_404
from communities.tiles import Art, art
from core.http import Request, done, page
from posts.forms import messages_of
from posts.models import Attachment

MOST = 50


@dataclass(frozen=True)
class Asked:
    """One text; `title` and `body` as they stand, or as I was writing them."""

    planned: PlannedPost
    when: str
    title: str
    body: str
    errors: list[str]
    files: list[Attachment]

    @property
    def art(self) -> Art:
        return art(self.planned.community.tile)


@require_safe
def signatures(request: Request) -> HttpResponse:
    return _show(request)


@require_POST
def agree(request: Request, pk: int) -> HttpResponse:
    planned = to_sign_or_404(request, pk)
    form = AgreeForm(request.POST)
    if not form.is_valid():
        return _show(request, planned, [str(error) for found in form.errors.values() for error in found], 422)
    try:
        approve_text(request.user, planned, **form.cleaned_data)
    except ChangedMeanwhile as conflict:
        return _show(request, planned, [conflict.message], 409)
    except ValidationError as error:
        return _show(request, planned, [words for found in messages_of(error).values() for words in found], 422)
    messages.success(request, _("Thank you. The host has been told."))
    return done(request, to="animation:signatures")


@require_POST
def decline(request: Request, pk: int) -> HttpResponse:
    planned = to_sign_or_404(request, pk)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return _show(request, planned, [_("300 characters at most.")], 422)
    decline_text(request.user, planned, **form.cleaned_data)
    messages.success(request, _("It will not be published under your name. The host has been told."))
    return done(request, to="animation:signatures")


def _show(
    request: Request, planned: PlannedPost | None = None, errors: list[str] | None = None, status: int = 200
) -> HttpResponse:
    rows = PlannedPost.objects.under_my_name(request.user).select_related("community", "prepared_by")
    rows = rows.prefetch_related("files__attachment")
    found = list(rows.order_by("-asked_at", "pk")[:MOST])
    typed = {"title": request.POST.get("title", ""), "body": request.POST.get("body", "")}
    made = [_asked(row, typed if planned == row else {}, errors or [] if planned == row else []) for row in found]
    context = {
        "here": "signatures",
        "asked": [one for one in made if not one.planned.approved_at],
        "agreed": [one for one in made if one.planned.approved_at],
    }
    return page(request, "animation/signatures.html", context, status=status)


def _asked(row: PlannedPost, typed: dict[str, str], errors: list[str]) -> Asked:
    when = hours.words(row.community, row.publish_at) if row.publish_at else ""
    words = {"title": row.title, "body": row.body} | typed
    files = [file.attachment for file in row.files.all()]
    return Asked(row, when, words["title"], words["body"], errors, files)
