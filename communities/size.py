"""How large a community may be: human, helped by a second host, split by subject; beyond, for a written reason."""

from django.utils.translation import gettext as _

from communities.models import Community, Rules
from core.policies import Conflict


def require_room(community: Community, rules: Rules | None = None) -> None:
    """Nobody more joins a very large one until an administrator has written why it may grow."""
    if community.larger_because:
        return
    most = (rules or Rules.current()).largest_size
    if community.member_count >= most:
        raise Conflict(
            _("%(n)d members is the most: larger, people no longer meet. An administrator may allow it, and say why.")
            % {"n": most}
        )


def advice(community: Community, rules: Rules) -> str:
    """For its hosts: what its size asks for now, or nothing."""
    if community.member_count > rules.recommended_size:
        return _("%(n)d members: would two communities, each with its own subject, know better why they are there?") % {
            "n": community.member_count
        }
    return ""
