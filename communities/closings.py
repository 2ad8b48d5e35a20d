"""The end that is announced for a community, and until when it may come back."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timezone import now

from communities.models import Closing, Community, Rules, StageChange
from communities.policies import CommunityPolicy


def announced(community: Community) -> Closing | None:
    """No statement unless one is announced, then one."""
    if community.closes_on is None or community.is_archived:
        return None
    return Closing.objects.standing().filter(community=community).select_related("by").first()


@dataclass(frozen=True)
class Reopening:
    until: datetime  # for who hosted it; an administrator may later, with a reason
    is_over: bool
    needs_reason: bool  # of this person, who may


def reopened_until(community: Community, rules: Rules) -> datetime:
    """When who hosted it may no longer reopen it alone. One statement."""
    changes = StageChange.objects.filter(community=community, stage=Community.Stage.ARCHIVED)
    ended = changes.order_by("-at").values_list("at", flat=True).first()
    return (ended or community.created_at) + timedelta(days=rules.reopening_days)


def reopening(community: Community, may: CommunityPolicy, rules: Rules) -> Reopening:
    until = reopened_until(community, rules)
    is_over = now() > until
    return Reopening(until, is_over, is_over and may.is_staff)
