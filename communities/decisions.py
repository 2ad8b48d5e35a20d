"""A decision that is due, and what one may choose, each in a click."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from communities.models import Community, DecisionDue
from communities.policies import CommunityPolicy
from communities.timeboxes import Due, due, staged

Kind = DecisionDue.Kind


@dataclass(frozen=True)
class Choice:
    label: str
    url: str


@dataclass(frozen=True)
class Decision:
    words: str
    choices: Sequence[Choice]
    note: str = ""  # who may what this person may not


def decisions(community: Community, may: CommunityPolicy) -> list[Decision]:
    """For the page where it stands. Four statements."""
    one = list(staged(Community.objects.filter(pk=community.pk)))
    return [Decision(found.words, choices(found, may), _note(found, may)) for found in due(among=one)]


def choices(found: Due, may: CommunityPolicy) -> list[Choice]:
    """What this person may do about it, the mildest first."""
    offered = {
        Kind.DRAFT: [("host", _("Find its host")), ("prepare", _("Rewrite its sentence"))],
        Kind.SEEDING: [("gate", _("Put right what is missing"))],
        Kind.PILOT: [("gate", _("Put right what is missing"))],
        Kind.VACANT: [("host", _("Name a host"))],
        Kind.HELP: [("gate", _("Put right what is missing"))],
    }[Kind(found.kind)]
    if found.may_extend and may.extend():
        offered.insert(0, ("extend", _("Extend the pilot")))
    if may.archive():
        offered.append(("archive", _("Give it up") if may.is_prepared() else _("Close it")))
    slug = found.community.slug
    return [
        Choice(label, reverse(f"communities:{name}", args=[slug]) + ("#next" if name == "gate" else ""))
        for name, label in offered
    ]


def _note(found: Due, may: CommunityPolicy) -> str:
    if found.kind != Kind.PILOT:
        return ""
    if not found.may_extend:
        return _("It has been extended once already.")
    return "" if may.extend() else _("An administrator may extend it, once.")
