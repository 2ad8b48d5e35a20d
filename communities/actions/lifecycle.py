"""From draft to archive: one row of history a step, never two at once (R-RC-04). Each step forward has a gate, asked
again here, under the lock: what the page said a moment ago is not enough."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import Person
from communities import launches
from communities.actions._locks import locked
from communities.actions.waves import send_prepared_wave
from communities.events import OpeningAsked, ProposalAnswered, StageChanged
from communities.gates import AHEAD, Criterion, gate
from communities.lifecycle import may_follow
from communities.models import Community, StageChange
from communities.policies import CommunityPolicy, require_alive
from communities.slugs import free_slug
from core.events import publish
from core.names import clean_line
from core.policies import Conflict, require

Stage = Community.Stage


@transaction.atomic
def change_stage(actor: Person, community: Community, stage: str, *, reason: str = "") -> StageChange:
    """The next step of its life, from the stage the actor saw: `community.stage` as it was read. The gate of the step
    is open, or an administrator writes why it is passed all the same: that is kept, with what was missing."""
    fresh = as_seen(community)
    require_alive(fresh)
    may = CommunityPolicy.of(actor, fresh)
    require(may.begin_pilot() if _begins_pilot(fresh, stage) else may.change_stage())
    if not may_follow(fresh.stage, stage):
        raise ValidationError(_("This stage does not follow “%(stage)s”.") % {"stage": fresh.get_stage_display()})
    missing = _missing(actor, fresh, stage)
    if missing and not (may.change_stage() and clean_line(reason)):
        raise ValidationError({"reason": [*missing.values(), *_whether_all_the_same(may)]})
    change = enter(fresh, Stage(stage), actor, reason, list(missing))
    if _begins_pilot(community, stage):
        send_prepared_wave(actor, fresh, reason=clean_line(reason) if missing else "")
    return change


def _begins_pilot(community: Community, stage: str) -> bool:
    return community.stage == Stage.SEEDING and stage == Stage.PILOT


def _missing(actor: Person, community: Community, stage: str) -> dict[str, str]:
    """What does not hold for this step, by code, in words. Who launches waits for whoever launches at this moment."""
    if stage in Stage.launching():
        launches.one_at_a_time()
    if AHEAD.get(community.stage) != stage:
        return {}
    missing = {criterion.code: _said(criterion) for criterion in gate(community, stage).missing}
    if "launch_place" in missing:
        missing["launch_place"] = launches.sentence(launches.launches(actor))
    return missing


def _said(criterion: Criterion) -> str:
    words = {"what": criterion.label, "missing": criterion.missing}
    return _("%(what)s: %(missing)s") % words if criterion.missing else criterion.label


def _whether_all_the_same(may: CommunityPolicy) -> list[str]:
    return [_("To go on all the same, write why: it is kept and shown.")] if may.change_stage() else []


@transaction.atomic
def ask_opening(actor: Person, community: Community) -> None:
    """The host of a pilot says that it is ready; an administrator opens it."""
    fresh = as_seen(community)
    require_alive(fresh)
    require(CommunityPolicy.of(actor, fresh).ask_opening())
    if not gate(fresh, Stage.OPEN).is_open:
        raise ValidationError(_("Not yet: something is missing. An administrator may open it, with a reason."))
    publish(OpeningAsked(fresh, by=actor))


def as_seen(community: Community) -> Community:
    """Locked, and as the actor saw it: whoever comes second is told what happened meanwhile."""
    fresh = locked(community)
    if fresh.stage != community.stage:
        raise Conflict(
            _("The stage of this community has changed meanwhile: it is now “%(stage)s”.")
            % {"stage": fresh.get_stage_display()}
        )
    return fresh


def enter(
    community: Community,
    stage: Stage,
    actor: Person | None,
    reason: str,
    missing: Sequence[str] = (),
    *,
    reopens: bool = False,
) -> StageChange:
    before, community.stage = community.stage, stage
    community.save(update_fields=["stage"])
    if before == Stage.IDEA and not community.is_secret:
        _take_its_address(community)
    words = clean_line(reason)[:500]
    change = StageChange.objects.create(
        community=community, stage=stage, by=actor, reason=words, missing=list(missing), reopens=reopens
    )
    publish(StageChanged(change, before=before))
    if before == Stage.IDEA and stage == Stage.DRAFT and actor:
        publish(ProposalAnswered(community, accepted=True, words=words, by=actor))
    return change


def _take_its_address(community: Community) -> None:
    """An idea has an address that tells nothing; once it is read, that of its name."""
    for _attempt in range(5):
        community.slug = community.uid = free_slug(community.name)
        try:
            with transaction.atomic():
                return community.save(update_fields=["slug", "uid"])
        except IntegrityError:  # taken a moment ago
            continue
    raise Conflict(_("Several communities of this name are being created. Try again in a moment."))
