"""Everything people do to communities; nothing else writes this room's models."""

from communities.actions.membership import change_role, hand_over, join_community, leave_community, remove_member

__all__ = ["change_role", "hand_over", "join_community", "leave_community", "remove_member"]
