"""The numbers a community's life goes by are an administrator's to change."""

from django.db import transaction

from accounts.models import Person
from communities.models import Rules
from communities.policies import may_change_rules
from core.policies import require


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
