"""From draft to archive: one row of history a step, never two at once (R-RC-04)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.actions._locks import locked
from communities.events import StageChanged
from communities.lifecycle import may_follow
from communities.models import Community, StageChange
from communities.policies import CommunityPolicy, require_alive
from core.events import publish
from core.names import clean_line
from core.policies import Conflict, require

Stage = Community.Stage


@transaction.atomic
def change_stage(actor: Person, community: Community, stage: str, *, reason: str = "") -> StageChange:
    """The next step of its life, from the stage the actor saw: `community.stage` as it was read."""
    fresh = as_seen(community)
    require_alive(fresh)
    require(CommunityPolicy.of(actor, fresh).change_stage())
    if not may_follow(fresh.stage, stage):
        raise ValidationError(_("This stage does not follow “%(stage)s”.") % {"stage": fresh.get_stage_display()})
    return enter(fresh, Stage(stage), actor, reason)


def as_seen(community: Community) -> Community:
    """Locked, and as the actor saw it: whoever comes second is told what happened meanwhile."""
    fresh = locked(community)
    if fresh.stage != community.stage:
        raise Conflict(
            _("The stage of this community has changed meanwhile: it is now “%(stage)s”.")
            % {"stage": fresh.get_stage_display()}
        )
    return fresh


def enter(community: Community, stage: Stage, actor: Person, reason: str) -> StageChange:
    before, community.stage = community.stage, stage
    community.save(update_fields=["stage"])
    change = StageChange.objects.create(community=community, stage=stage, by=actor, reason=clean_line(reason)[:500])
    publish(StageChanged(change, before=before))
    return change
