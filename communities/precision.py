"""The sentence at the gate: precise, or held to be by an administrator who was given a reason."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from communities.gates import Criterion, Who, criteria
from communities.models import Community, PurposeContest, Rules
from communities.purpose import check


@criteria(Community.Stage.SEEDING)
def the_sentence_is_precise(communities: Sequence[Community], rules: Rules, at: datetime) -> dict[int, list[Criterion]]:
    """One query."""
    accepted = PurposeContest.objects.filter(
        community__in=communities, purpose=F("community__purpose"), decision=PurposeContest.Decision.ACCEPTED
    )
    granted = set(accepted.values_list("community", flat=True))
    return {community.pk: [_precise(community, community.pk in granted)] for community in communities}


def _precise(community: Community, is_granted: bool) -> Criterion:
    verdict = check(community.purpose, name=community.name)
    return Criterion(
        "purpose",
        _("A precise purpose"),
        is_granted or verdict.verdict != "block",
        Who.ANIMATOR,
        value=_("accepted by an administrator") if is_granted and verdict.verdict == "block" else "",
        missing=" ".join(finding.message for finding in verdict.findings if finding.severity == "error"),
        url=reverse("communities:prepare", args=[community.slug]),
    )
