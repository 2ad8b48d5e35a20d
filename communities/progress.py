"""The steps that several communities have taken, read once for whoever asks when, and how."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from communities.models import Community, StageChange
from core.overview import read_for


def steps_of(communities: Sequence[Community]) -> dict[int, list[StageChange]]:
    """By primary key, the latest first, with who took them. One query."""
    return read_for("steps", communities, _steps)


def _steps(communities: Sequence[Community]) -> dict[int, list[StageChange]]:
    found: dict[int, list[StageChange]] = defaultdict(list)
    for change in StageChange.objects.filter(community__in=communities).select_related("by").order_by("-at", "-pk"):
        found[change.community_id].append(change)
    return found


def latest(steps: Sequence[StageChange], stage: str) -> StageChange | None:
    """How it came into a stage: to be reopened is none."""
    return next((change for change in steps if change.stage == stage and not change.reopens), None)


def entered(communities: Sequence[Community], stage: str) -> dict[int, datetime]:
    """When each came into a stage, the last time it did. One query."""
    found = {pk: latest(steps, stage) for pk, steps in steps_of(communities).items()}
    return {pk: change.at for pk, change in found.items() if change}
