"""Writing one text of the plan: by whom, what, when."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from animation import actions, hours, placeholders, playbook
from animation.actions import ChangedMeanwhile, files_of
from animation.cards import card
from animation.forms import ASK, PREVIEW, PUBLISH, SCHEDULE, PlanForm
from animation.models import PlannedPost
from animation.subject import subject_of
from animation.views.finding import hosted_or_403, planned_or_404
from communities.models import Community
from communities.policies import require_alive
from communities.views.finding import blame
from core.forms import focus_first_error
from core.http import Request, done, page
from posts.boxes import Box
from posts.mentions import preview
from posts.models import Post
from posts.views.received import receive_files, sent_before


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: Request, slug: str) -> HttpResponse:
    """A new one: blank, or from a prompt; on a day of the calendar perhaps."""
    community, _may = hosted_or_403(request, slug)
    require_alive(community)
    if request.method == "POST":
        return _receive(request, community, None)
    prompt = playbook.PROMPTS.get(request.GET.get("prompt", ""))
    said: dict[str, Any] = {"kind": Post.Kind.MESSAGE, "title": "", "body": ""}
    if prompt:
        said["kind"] = prompt.kind
        said["title"], said["body"] = prompt.filled(subject_of(community))
    usual = _usual(community)
    form = PlanForm(
        initial={
            "author": request.user,
            "day": request.GET.get("day", "")[:10] or usual.date(),
            "clock": usual.time(),
            "prompt": prompt.code if prompt else "",
        }
    )
    return _show(request, community, None, form, said)


@require_http_methods(["GET", "HEAD", "POST"])
def planned(request: Request, slug: str, pk: int) -> HttpResponse:
    """One that is not published yet."""
    community, _may, found = planned_or_404(request, slug, pk)
    if request.method == "POST":
        return _receive(request, community, found)
    if found.post:
        return done(request, to=found.post)
    return _show(request, community, found, _form_of(community, found), _said(found))


def _form_of(community: Community, found: PlannedPost) -> PlanForm:
    at = hours.local(community, found.publish_at) if found.publish_at else _usual(community)
    return PlanForm(initial={"author": found.author, "day": at.date(), "clock": at.time(), "prompt": found.prompt})


def _usual(community: Community) -> datetime:
    return hours.local(community, hours.next_usual(community, now(), hours.days_off(community)))


def _said(found: PlannedPost) -> dict[str, Any]:
    return {
        "kind": found.kind,
        "title": found.title,
        "body": found.body,
        "version": found.version,
        "files": files_of(found),
    }


def _receive(request: Request, community: Community, found: PlannedPost | None) -> HttpResponse:
    form = PlanForm(request.POST)
    valid = form.is_valid()
    key = form.cleaned_data.get("idempotency_key")
    before = found or (key and PlannedPost.objects.filter(prepared_by=request.user, key=key).first())
    brought = receive_files(request, [*(files_of(before) if before else []), *sent_before(request, key)])
    is_stale = found is not None and form.cleaned_data.get("version") != found.version
    refused = brought.refused if is_stale else [*brought.refused, *brought.lost]
    typed: dict[str, Any] = {name: request.POST[name] for name in ("kind", "title", "body") if name in request.POST}
    typed |= {"key": request.POST.get("idempotency_key") or None, "version": found.version if found else 0}
    typed["files"] = brought.attachments
    valid = valid and not refused
    for sentence in refused:
        form.add_error(None, sentence)
    if request.POST.get("do") == PREVIEW:
        return _show(request, community, found, form, typed | {"preview": preview(typed.get("body", ""), community)})
    if not valid:
        return _show(request, community, found, form, typed, status=brought.status)
    said, typed["version"] = form.cleaned_data, form.cleaned_data["version"] or 0
    try:
        with transaction.atomic():
            saved = _save(request, community, found, said, brought.files)
            post = _do(request, community, saved, said)
    except ChangedMeanwhile as conflict:
        typed["version"] = conflict.current.version
        return _show(request, community, found, form, typed, current=conflict.current, status=409)
    except ValidationError as error:
        blame(form, error)
        return _show(request, community, found, form, typed, status=422)
    return done(request, to=post or reverse("animation:seeding", args=[community.slug]))


def _save(
    request: Request, community: Community, found: PlannedPost | None, said: dict[str, Any], files: dict[str, str]
) -> PlannedPost:
    words = {"kind": said["kind"], "title": said["title"], "body": said["body"], "files": files}
    author = said["author"] or request.user
    if found is None:
        return actions.plan_post(
            request.user,
            community,
            author=author,
            prompt=said["prompt"],
            idempotency_key=said["idempotency_key"],
            **words,
        )
    return actions.edit_planned(request.user, found, author=author, version=said["version"] or 0, **words)


def _do(request: Request, community: Community, saved: PlannedPost, said: dict[str, Any]) -> Post | None:
    if said["do"] == PUBLISH:
        post = actions.publish_now(request.user, saved)
        messages.success(request, _("Published"))
        return post
    name = {"name": saved.author.first_name}
    if said["do"] == SCHEDULE:
        moment = hours.moment_of(community, said["day"], said["clock"])
        saved = actions.schedule_post(request.user, saved, at=moment)
        tell_when(request, community, saved, moment)
    elif said["do"] == ASK:
        saved = actions.ask_signature(request.user, saved)
        messages.success(request, _("%(name)s has been asked.") % name if not saved.is_signed else _("Saved."))
    else:
        messages.success(request, _("Draft saved."))
    return None


def tell_when(request: Request, community: Community, saved: PlannedPost, moment: datetime) -> None:
    """When it goes out, and what to know about it."""
    sentences = [_("Planned: %(when)s.") % {"when": hours.words(community, moment)}]
    if hours.is_quiet(community, moment, hours.days_off(community)):
        sentences.append(_("Few people read at that hour."))
    if not saved.is_signed:
        sentences.append(_("%(name)s has been asked.") % {"name": saved.author.first_name})
    messages.success(request, " ".join(sentences))


def _show(
    request: Request,
    community: Community,
    found: PlannedPost | None,
    form: PlanForm,
    said: dict[str, Any],
    *,
    current: PlannedPost | None = None,
    status: int = 200,
) -> HttpResponse:
    box = Box(
        id="plan",
        url=request.path,
        calls=reverse("posts:mentionable", args=[community.slug]),
        where={"community": community.slug},
    )
    errors = {name: [str(error) for error in form.errors.get(name, [])] for name in ("title", "body")}
    said = {name: value for name, value in said.items() if value is not None}
    if status in (413, 422, 507):
        focus_first_error(form)
    context = {
        "here": community.slug,
        "community": community,
        "box": box.filled(said | {"errors": {name: found for name, found in errors.items() if found}}),
        "form": form,
        "card": card(found, community) if found else None,
        "left": placeholders.left_in(str(said.get("title", "")), str(said.get("body", ""))),
        "has_passed": any(error.code == "past" for error in form.errors.as_data().get("day", [])),
        "zone": community.timezone.replace("_", " "),
        "current": current,
    }
    return page(request, "animation/planned.html", context, status=status)
