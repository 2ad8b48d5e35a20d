"""The numbers a community's life goes by are an administrator's to change, and an exception theirs to allow."""

from django.db import transaction

from accounts.models import Person
from communities.actions._locks import locked
from communities.models import Community, Rules
from communities.policies import CommunityPolicy, may_change_rules, require_alive
from core.names import clean_line
from core.policies import require


@transaction.atomic
def let_grow(actor: Person, community: Community, *, reason: str) -> Community:
    """Beyond the largest size, for a reason that its page shows; without one it stops growing again."""
    fresh = locked(community)
    require_alive(fresh)
    require(CommunityPolicy.of(actor, fresh).change_stage())
    fresh.larger_because = clean_line(reason)[:500]
    fresh.save(update_fields=["larger_because"])
    return fresh


@transaction.atomic
def change_rules(actor: Person, **numbers: int) -> Rules:
    """From the next question asked of a gate on; what has been decided stays."""
    require(may_change_rules(actor))
    rules = Rules.current()
    for name, number in numbers.items():
        setattr(rules, name, number)
    rules.full_clean(validate_unique=False)
    rules.save()
    return rules
