"""Asking somebody for their name under a text, and their answer. Without a yes nothing is published."""

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts.models import Person
from animation.actions import _signatures as signatures
from animation.actions._locks import ChangedMeanwhile, locked, locked_for, require_waiting
from animation.events import SignatureAnswered, SignatureSettled
from animation.models import PlannedPost
from animation.policies import may_sign
from core.events import publish
from core.names import clean_line
from core.policies import Conflict, require
from posts.wording import clean_body, clean_title


@transaction.atomic
def ask_signature(actor: Person, planned: PlannedPost) -> PlannedPost:
    """Before it has a date; asking twice is asking once."""
    planned = locked_for(actor, planned)
    signatures.require_finished(planned)
    signatures.require_author(planned.author, planned.community)
    signatures.answer_for(planned, actor)
    if not planned.is_signed and not planned.waits_for_signature:
        signatures.ask(planned, actor)
    planned.save()
    return planned


@transaction.atomic
def approve_text(person: Person, planned: PlannedPost, *, version: int, title: str, body: str) -> PlannedPost:
    """ "You may publish this under my name": as it is, or in one's own words."""
    planned = _asked(person, planned)
    title, body = clean_title(title), clean_body(body)
    changed = (title, body) != (planned.title, planned.body)
    if version != planned.version and (changed or not planned.approved_at):
        raise ChangedMeanwhile(planned)
    if planned.approved_at and not changed:
        return planned
    planned.title, planned.body = title, body
    signatures.require_finished(planned)
    planned.version += changed
    planned.approved_at, planned.declined_at, planned.declined_words = now(), None, ""
    return _answered(planned)


@transaction.atomic
def decline_text(person: Person, planned: PlannedPost, *, words: str = "") -> PlannedPost:
    """No, without having to say why; and one may change one's mind until it is published. It leaves the calendar."""
    planned = _asked(person, planned)
    if planned.declined_at:
        return planned
    planned.approved_at, planned.declined_at, planned.declined_words = None, now(), clean_line(words)[:300]
    planned.publish_at = None
    return _answered(planned)


def _asked(person: Person, planned: PlannedPost) -> PlannedPost:
    fresh = locked(planned)
    require(may_sign(person, fresh))
    require_waiting(fresh)
    if fresh.asked_at is None:
        raise Conflict(_("Your name is no longer asked for: the hosts are changing this text."))
    return fresh


def _answered(planned: PlannedPost) -> PlannedPost:
    planned.updated_at = now()
    planned.save()
    publish(SignatureAnswered(planned))
    publish(SignatureSettled(planned, planned.author))
    return planned
