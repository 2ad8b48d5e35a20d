"""How much of a community reaches a person, and the welcome that stands above its feed."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.models import Community, Membership
from communities.policies import require_alive
from core.policies import require


@transaction.atomic
def choose_rhythm(person: Person, community: Community, rhythm: str) -> Membership:
    membership = _stay(person, community)
    if rhythm not in Membership.Rhythm.values:
        raise ValidationError({"rhythm": _("Choose one of the three.")})
    membership.rhythm = rhythm
    membership.save(update_fields=["rhythm"])
    return membership


@transaction.atomic
def end_welcome(person: Person, community: Community) -> Membership:
    """Closed by the person, for good."""
    membership = _stay(person, community)
    if membership.welcomed_at is None:
        membership.welcomed_at = now()
        membership.save(update_fields=["welcomed_at"])
    return membership


def _stay(person: Person, community: Community) -> Membership:
    require_alive(community)
    membership = Membership.objects.present().select_for_update().filter(community=community, person=person).first()
    require(membership is not None)
    assert membership is not None  # noqa: S101 — for the types
    return membership
