"""Preparing what will be published: a draft that hosts share."""

from collections.abc import Mapping
from typing import NoReturn
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts.models import Person
from animation import playbook
from animation.actions import _files as attached
from animation.actions import _signatures as signatures
from animation.actions._locks import ChangedMeanwhile, locked_for
from animation.models import PlannedPost
from animation.policies import PlanPolicy
from communities.models import Community
from communities.policies import require_alive
from core.policies import require
from posts.models import Post
from posts.wording import OFFERED, clean_body, clean_title

MOST = 100  # waiting in one community: more is not a plan


@transaction.atomic
def plan_post(
    actor: Person,
    community: Community,
    *,
    author: Person | None = None,
    kind: str = Post.Kind.MESSAGE,
    title: str = "",
    body: str = "",
    prompt: str = "",
    files: Mapping[str, str] | None = None,
    idempotency_key: UUID | None = None,
) -> PlannedPost:
    """A draft; holes in it are normal. `author` signs it: the actor, or somebody who will be asked. `files`: keys of
    files the actor has uploaded, with their descriptions."""
    community = Community.objects.select_for_update(no_key=True).get(pk=community.pk)  # two hosts, one last place
    require_alive(community)
    require(PlanPolicy.of(actor, community).plan())
    title, body = _cleaned(kind, title, body, bool(files))
    author = author or actor
    if author != actor:
        signatures.require_author(author, community)
    mine = PlannedPost.objects.filter(community=community, prepared_by=actor)
    if idempotency_key and (known := mine.filter(key=idempotency_key).first()):
        if (known.author_id, known.kind, known.title, known.body) != (author.pk, kind, title, body):
            _refuse()
        return known
    if PlannedPost.objects.waiting().filter(community=community).count() >= MOST:
        raise ValidationError(_("A hundred texts wait already: publish or discard some first."))
    planned = PlannedPost(
        community=community, author=author, prepared_by=actor, kind=kind, title=title, body=body,
        prompt=prompt if prompt in playbook.CODES else "",
    )  # fmt: skip
    if idempotency_key:
        planned.key = idempotency_key
    try:
        with transaction.atomic():
            planned.save(force_insert=True)
    except IntegrityError as error:
        _refuse(error)
    attached.hold(actor, planned, files)
    return planned


def _refuse(cause: Exception | None = None) -> NoReturn:
    sentence = _("This form has already been sent with another text. Reload the page to write a new one.")
    raise ValidationError(sentence) from cause


@transaction.atomic
def edit_planned(
    actor: Person, planned: PlannedPost, *, version: int, author: Person, kind: str, title: str = "", body: str = "",
    files: Mapping[str, str] | None = None,
) -> PlannedPost:  # fmt: skip
    """Other words, or other files, need the agreement of who signs again; what is on the calendar stays complete."""
    planned = locked_for(actor, planned)
    has_files = planned.files.exists() if files is None else bool(files)
    title, body = _cleaned(kind, title, body, has_files)
    others = attached.differ(planned, files)
    named = author.pk != planned.author_id
    if not named and not others and (kind, title, body) == (planned.kind, planned.title, planned.body):
        return planned
    if version != planned.version:
        raise ChangedMeanwhile(planned)
    if named and author != actor:
        signatures.require_author(author, planned.community)
    planned.kind, planned.title, planned.body = kind, title, body
    attached.hold(actor, planned, files)
    if planned.publish_at:
        signatures.require_finished(planned)  # what is on the calendar goes out by itself
    signatures.forget(planned)
    planned.author = author
    if author != actor or named:
        planned.prepared_by = actor
    elif planned.is_for_another:
        planned.approved_at = now()
    planned.version += 1
    planned.updated_at = now()
    if planned.publish_at and not planned.is_signed:
        signatures.ask(planned, actor)
    planned.save()
    return planned


@transaction.atomic
def discard_planned(actor: Person, planned: PlannedPost) -> None:
    planned = locked_for(actor, planned)
    signatures.settle(planned)
    attached.discard(planned)
    planned.delete()


def _cleaned(kind: str, title: str, body: str, has_files: bool) -> tuple[str, str]:
    if kind not in OFFERED:
        raise ValidationError({"kind": _("Choose a question or a message.")})
    title, body = clean_title(title), clean_body(body)
    if not title and not body and not has_files:
        raise ValidationError({"body": _("Write a few words first: the rest may come later.")}, code="required")
    return title, body
