"""Asking for the decisions that are due; giving a pilot more time, once."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.actions.lifecycle import as_seen
from communities.events import DecisionsDue
from communities.models import Community, DecisionDue, Extension, Rules
from communities.policies import CommunityPolicy, require_alive
from communities.timeboxes import Due, due, entered_at
from core.events import publish
from core.names import clean_line
from core.policies import Conflict, require


@transaction.atomic
def tell_what_is_due() -> list[Due]:
    """Each decision is asked for once, and once more when the extra time is over; run as often as one likes."""
    asked = []
    for one in due():
        _row, is_new = DecisionDue.objects.get_or_create(community=one.community, kind=one.kind, since=one.asked_from)
        if is_new:
            asked.append(one)
            publish(DecisionsDue(one.community, one.kind))
    return asked


@transaction.atomic
def extend_stage(actor: Person, community: Community, *, reason: str) -> Extension:
    """A pilot goes on for so many days more than it should last: once, for a reason its members may read."""
    fresh = as_seen(community)
    require_alive(fresh)
    require(CommunityPolicy.of(actor, fresh).change_stage())
    if fresh.stage != Community.Stage.PILOT:
        raise Conflict(_("Only a pilot can be extended."))
    entered = entered_at(fresh)
    if fresh.extensions.filter(stage=fresh.stage, at__gte=entered).exists():
        raise Conflict(_("This pilot has been extended once already: open it, put right what is missing, or close it."))
    if not clean_line(reason):
        raise ValidationError({"reason": _("Say what the extra time is for.")})
    rules = Rules.current()
    until = max(now(), entered + timedelta(days=rules.pilot_decision_days)) + timedelta(days=rules.pilot_extension_days)
    return Extension.objects.create(
        community=fresh, stage=fresh.stage, until=until, by=actor, reason=clean_line(reason)[:500]
    )
