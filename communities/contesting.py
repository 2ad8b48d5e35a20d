"""What the check holds against a community's sentence, and what became of contesting it."""

from dataclasses import dataclass

from communities.models import Community, PurposeContest
from communities.purpose import Finding, check


@dataclass(frozen=True)
class Contesting:
    faults: list[Finding]
    contest: PurposeContest | None  # the latest about this very sentence

    @property
    def may_begin(self) -> bool:
        return bool(self.faults) and (self.contest is None or self.contest.decision == "refused")


def faults(community: Community) -> list[Finding]:
    """What keeps it from being launched."""
    return [
        finding for finding in check(community.purpose, name=community.name).findings if finding.severity == "error"
    ]


def contesting(community: Community) -> Contesting:
    """One query."""
    latest = PurposeContest.objects.filter(community=community, purpose=community.purpose).order_by("-at", "-pk")
    return Contesting(faults(community), latest.first())
