"""The way from an idea to the first members, as the pages of those who prepare show it."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from communities.models import Community
from communities.policies import CommunityPolicy

Stage = Community.Stage


@dataclass(frozen=True)
class Step:
    label: str
    url: str  # "" when it is not this person's, or not yet
    current: bool


def wizard(community: Community, may: CommunityPolicy, *, here: str) -> list[Step]:
    """Five steps, shown by communities/_steps.html; none once the first members are in. `here` is one of "prepare",
    "host", "future_members", "seeding", "gate"; whoever only reads has no links."""
    if not may.is_prepared():
        return []
    pages = [
        ("prepare", _("The purpose"), "communities:prepare"),
        ("host", _("The host"), "communities:host"),
        ("future_members", _("The first members"), _first_members(community, may)),
        ("seeding", _("The seeding"), "animation:seeding"),
        ("gate", _("Review"), "communities:gate"),
    ]
    return [Step(label, _address(name, community, may), key == here) for key, label, name in pages]


def _first_members(community: Community, may: CommunityPolicy) -> str:
    """Before the launch, who reads the sentence; then, for its hosts, the first wave."""
    seeding = community.stage == Stage.SEEDING and may.animates()
    return "communities:wave" if seeding else "communities:future_members"


def _address(name: str, community: Community, may: CommunityPolicy) -> str:
    if name == "animation:seeding" and not (may.animates() and community.stage == Stage.SEEDING):
        return ""
    return reverse(name, args=[community.slug])
