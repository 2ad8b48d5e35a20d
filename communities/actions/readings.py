"""Future members are shown the sentence alone, and say whether they know why they would come."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.actions._locks import locked
from communities.events import ReadingAnswered, ReadingAsked
from communities.models import Community, Mandate, Membership, PurposeReading
from communities.policies import CommunityPolicy
from core.events import publish
from core.names import clean_line
from core.policies import Conflict, require

MOST = 12  # readers of one sentence: a few honest answers, not a poll


@transaction.atomic
def ask_reader(actor: Person, community: Community, person: Person) -> PurposeReading:
    """Somebody the community is for. Hosts and administrators know too much to read it as a newcomer would."""
    fresh = locked(community)
    require(CommunityPolicy.of(actor, fresh).prepare())
    if not person.can_sign_in or person.is_bot:
        raise ValidationError({"person": _("Choose somebody who can sign in.")})
    if person.is_staff or person == actor or _prepares(fresh, person):
        raise ValidationError({"person": _("Ask a future member: neither an administrator nor who prepares it.")})
    readings = PurposeReading.objects.of(fresh)
    if readings.count() >= MOST:
        raise ValidationError({"person": _("%(most)d people read it already.") % {"most": MOST}})
    try:
        with transaction.atomic():
            reading = PurposeReading.objects.create(
                community=fresh, purpose=fresh.purpose, reader=person, asked_by=actor
            )
    except IntegrityError as error:
        refusal = _("%(name)s has been asked already.") % {"name": person.display_name}
        raise ValidationError({"person": refusal}) from error
    publish(ReadingAsked(reading))
    return reading


@transaction.atomic
def answer_reading(reader: Person, reading: PurposeReading, *, would_come: bool, words: str = "") -> PurposeReading:
    """Once. What is not clear, in their words, helps to rewrite it."""
    community = locked(reading.community)
    reading = PurposeReading.objects.select_for_update(of=["self"]).get(pk=reading.pk)
    reading.community = community
    require(reading.reader_id == reader.pk)
    if reading.answered_at is not None:
        raise Conflict(_("You have answered already. Thank you."))
    if not community.is_hidden or reading.purpose != community.purpose:
        raise Conflict(_("This sentence has been rewritten meanwhile: no answer is needed any more."))
    reading.would_come, reading.words, reading.answered_at = would_come, clean_line(words)[:300], now()
    reading.save(update_fields=["would_come", "words", "answered_at"])
    publish(ReadingAnswered(reading))
    return reading


def _prepares(community: Community, person: Person) -> bool:
    hosting = Membership.objects.animating().filter(community=community, person=person)
    asked = Mandate.objects.unanswered().filter(community=community, person=person)
    return community.created_by_id == person.pk or hosting.exists() or asked.exists()
