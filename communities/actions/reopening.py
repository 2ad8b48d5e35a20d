"""A community that was archived may come back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Person
from communities import launches
from communities.actions.lifecycle import as_seen, enter
from communities.closings import reopened_until
from communities.models import Community, Rules, StageChange
from communities.policies import CommunityPolicy
from core.names import clean_line
from core.policies import Conflict, require

Stage = Community.Stage


@transaction.atomic
def reopen_community(actor: Person, community: Community, *, reason: str = "") -> StageChange:
    """Back to the stage it had before the archive, whose days go on from before. Who hosted it has so many days; later
    an administrator says why."""
    fresh = as_seen(community)
    may = CommunityPolicy.of(actor, fresh)
    require(may.end())
    if fresh.stage != Stage.ARCHIVED:
        raise Conflict(_("This community is not archived."))
    rules = Rules.current()
    if now() > reopened_until(fresh, rules) and not (may.is_staff and clean_line(reason)):
        raise ValidationError({"reason": _too_late(rules.reopening_days, may)})
    fresh.ended_as, fresh.shelved, fresh.closes_on = "", False, None
    fresh.save(update_fields=["ended_as", "shelved", "closes_on"])
    before = fresh.stage_changes.exclude(stage=Stage.ARCHIVED).order_by("-at").values_list("stage", flat=True).first()
    if before in Stage.launching():
        _require_a_place(actor, may, reason)
    return enter(fresh, Stage(before or Stage.OPEN), actor, reason, reopens=True)


def _too_late(days: int, may: CommunityPolicy) -> str:
    told = ngettext(
        "It has been archived for more than %(n)d day.", "It has been archived for more than %(n)d days.", days
    ) % {"n": days}
    if may.is_staff:
        return told + " " + _("Write why it comes back: it is kept in its story.")
    return told + " " + _("An administrator may still reopen it, with a reason.")


def _require_a_place(actor: Person, may: CommunityPolicy, reason: str) -> None:
    """It would be launched again: as many at a time as the rules say, or an administrator's written reason."""
    launches.one_at_a_time()
    if launches.under_way() >= Rules.current().launches and not (may.change_stage() and clean_line(reason)):
        raise Conflict(launches.sentence(launches.launches(actor)))
