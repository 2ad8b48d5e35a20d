"""A community ends, as a success or as a lesson; it may come back."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from communities import launches
from communities.actions.lifecycle import as_seen, enter
from communities.models import Community, Rules, StageChange
from communities.policies import CommunityPolicy, require_alive
from core.names import clean_line
from core.policies import Conflict, require

Stage, Ending = Community.Stage, Community.Ending


@transaction.atomic
def archive_community(
    actor: Person, community: Community, *, reason: str, ended_as: str = Ending.LESSON
) -> StageChange:
    """It ends with a word for those who were there, which stays on top of what they wrote; nothing is lost."""
    fresh = as_seen(community)
    require_alive(fresh)
    require(CommunityPolicy.of(actor, fresh).archive())
    if not clean_line(reason):
        raise ValidationError({"reason": _("Say why it ends: its members will read it.")})
    if ended_as not in Ending.values:
        raise ValidationError({"ended_as": _("Say whether it ends as a success or as a lesson.")})
    fresh.ended_as, fresh.shelved = ended_as, fresh.is_hidden
    fresh.save(update_fields=["ended_as", "shelved"])
    return enter(fresh, Stage.ARCHIVED, actor, reason)


@transaction.atomic
def reopen_community(actor: Person, community: Community, *, reason: str = "") -> StageChange:
    """Back to the stage it had before the archive."""
    fresh = as_seen(community)
    may = CommunityPolicy.of(actor, fresh)
    require(may.owns() or may.is_staff)
    if fresh.stage != Stage.ARCHIVED:
        raise Conflict(_("This community is not archived."))
    fresh.ended_as, fresh.shelved = "", False
    fresh.save(update_fields=["ended_as", "shelved"])
    before = fresh.stage_changes.exclude(stage=Stage.ARCHIVED).order_by("-at").values_list("stage", flat=True).first()
    if before in Stage.launching():
        _require_a_place(actor, may, reason)
    return enter(fresh, Stage(before or Stage.OPEN), actor, reason)


def _require_a_place(actor: Person, may: CommunityPolicy, reason: str) -> None:
    """It would be launched again: as many at a time as the rules say, or an administrator's written reason."""
    launches.one_at_a_time()
    if launches.under_way() >= Rules.current().launches and not (may.change_stage() and clean_line(reason)):
        raise Conflict(launches.sentence(launches.launches(actor)))
