"""From the calendar to the feed: once, whatever becomes of the worker, and never without the right to."""

import logging
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import InterfaceError, OperationalError, transaction
from django.utils.timezone import now

from accounts.models import Person
from animation import refusals
from animation.actions import _files as attached
from animation.actions import _signatures as signatures
from animation.actions._locks import locked, require_waiting
from animation.events import PlanRefused
from animation.models import PlannedPost, Refusal
from animation.policies import PlanPolicy
from communities.models import Community
from core.events import publish
from core.policies import Conflict, require
from posts.actions import publish_post
from posts.models import Post

log = logging.getLogger("rsenet.animation")


@transaction.atomic
def publish_now(actor: Person, planned: PlannedPost) -> Post:
    """Publishing twice is publishing once."""
    planned = locked(planned)
    require(PlanPolicy.of(actor, planned.community).plan())
    if planned.post:
        return planned.post
    require_waiting(planned)
    signatures.require_finished(planned)
    signatures.answer_for(planned, actor)
    if refusal := _hindrance(planned):
        raise ValidationError(refusals.sentence(refusal, planned))
    return _publish(planned)


def publish_due(at: datetime | None = None) -> int:
    """What the worker does each minute: each text in a transaction of its own, so that one never keeps the others
    back, and a worker that dies leaves it due. How many were published."""
    at = at or now()
    due = PlannedPost.objects.due(at).order_by("publish_at", "pk")
    published = 0
    for pk in list(due.values_list("pk", flat=True)[:500]):
        try:
            published += _publish_due(pk, at)
        except (OperationalError, InterfaceError):
            raise  # the database is away: the queue tries again
        except Exception:  # a fault of ours in one text: told in the log, and the others still go out
            log.exception("planned post %s could not be published; it stays due", pk)
    return published


@transaction.atomic
def _publish_due(pk: int, at: datetime) -> bool:
    """Two workers never hold the same row: the second passes it over, or finds it published."""
    rows = PlannedPost.objects.due(at).select_for_update(of=("self",), no_key=True, skip_locked=True)
    planned = rows.select_related("community", "author", "prepared_by").filter(pk=pk).first()
    if planned is None:
        return False
    if refusal := _hindrance(planned):
        _refuse(planned, refusal)
        return False
    try:
        with transaction.atomic():
            _publish(planned)
    except (Conflict, PermissionDenied, ValidationError):
        # Something changed since the lines above.
        planned.community.refresh_from_db()
        _refuse(planned, _hindrance(planned) or Refusal.UNFINISHED)
        return False
    return True


def _publish(planned: PlannedPost) -> Post:
    post = publish_post(
        planned.author,
        planned.community,
        body=planned.body,
        title=planned.title,
        kind=planned.kind,
        prepared=attached.of(planned),
        idempotency_key=planned.key,
        seeded_by=planned.prepared_by if planned.is_for_another else None,
        keeps_draft=True,
    )
    attached.release(planned)
    signatures.settle(planned)
    planned.post, planned.published_at, planned.refusal, planned.refused_at = post, post.created_at, "", None
    planned.save()
    return post


def _refuse(planned: PlannedPost, refusal: Refusal) -> None:
    planned.refusal, planned.refused_at = refusal, now()
    planned.save(update_fields=["refusal", "refused_at"])
    publish(PlanRefused(planned))


def _hindrance(planned: PlannedPost) -> Refusal | None:
    """What stands in the way now."""
    author, community = planned.author, planned.community
    if community.stage == Community.Stage.ARCHIVED:
        return Refusal.ARCHIVED
    if not author.can_sign_in:
        return Refusal.AUTHOR_GONE
    if signatures.is_orphan(planned):
        return Refusal.HOST_GONE
    if not signatures.may_be_named(author, community):
        return Refusal.AUTHOR_LEFT
    if not planned.is_signed:
        return Refusal.UNSIGNED
    try:
        signatures.require_finished(planned)
    except ValidationError:
        return Refusal.UNFINISHED
    return None
