"""The day and the hour of what will be published."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import now

from accounts.models import Person
from animation import hours
from animation.actions import _signatures as signatures
from animation.actions._locks import locked_for
from animation.models import PlannedPost


@transaction.atomic
def schedule_post(actor: Person, planned: PlannedPost, *, at: datetime) -> PlannedPost:
    """Put it on the calendar, or move it. Whoever signs and has not agreed yet is asked."""
    planned = locked_for(actor, planned)
    hours.require_ahead(at, now())
    signatures.require_finished(planned)
    signatures.require_author(planned.author, planned.community)
    signatures.answer_for(planned, actor)
    planned.publish_at, planned.refusal, planned.refused_at, planned.updated_at = at, "", None, now()
    if not planned.is_signed and not planned.waits_for_signature:
        signatures.ask(planned, actor)
    planned.save()
    return planned


@transaction.atomic
def unschedule_post(actor: Person, planned: PlannedPost) -> PlannedPost:
    """A draft again."""
    planned = locked_for(actor, planned)
    planned.publish_at, planned.refusal, planned.refused_at, planned.updated_at = None, "", None, now()
    planned.save()
    return planned
