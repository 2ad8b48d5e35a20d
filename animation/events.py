"""What happens to what is planned."""

from dataclasses import dataclass

from accounts.models import Person
from animation.models import PlannedPost


@dataclass(frozen=True)
class SignatureAsked:
    planned: PlannedPost
    by: Person


@dataclass(frozen=True)
class SignatureAnswered:
    """`planned.approved_at` or `planned.declined_at` says which."""

    planned: PlannedPost


@dataclass(frozen=True)
class SignatureSettled:
    """Nothing is asked of who signs any more: answered, changed, taken back."""

    planned: PlannedPost
    person: Person


@dataclass(frozen=True)
class PlanRefused:
    """It was due and has not been published: `planned.refusal` says why."""

    planned: PlannedPost
