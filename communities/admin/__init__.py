"""Where administrators begin communities, choose their next stage, name another host, set the rules. What members keep
among themselves is not here: no lists of members, no posts, of a secret one its name (D1)."""

from communities.admin.communities import CommunityAdmin
from communities.admin.contests import PurposeContestAdmin
from communities.admin.mandates import MandateAdmin
from communities.admin.rules import RulesAdmin

__all__ = ["CommunityAdmin", "MandateAdmin", "PurposeContestAdmin", "RulesAdmin"]
