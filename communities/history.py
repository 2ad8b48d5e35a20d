"""A community's life so far, in words."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from communities.gates import gate
from communities.models import Closing, Community, PurposeContest, StageChange
from core.when import day

Stage = Community.Stage


@dataclass(frozen=True)
class Step:
    at: datetime
    words: str
    reason: str
    missing: str = ""  # what did not hold, when somebody passed the gate all the same
    at_once: str = ""  # why an end was not announced beforehand
    by: str = ""  # who took it, for those who answer for the community


def words_of(stage: str) -> str:
    return {
        Stage.IDEA: _("An idea"),
        Stage.DRAFT: _("In preparation"),
        Stage.SEEDING: _("Its hosts write the first posts"),
        Stage.PILOT: _("The first members come in"),
        Stage.OPEN: _("Open"),
        Stage.THRIVING: _("Thriving: people come back and help each other"),
        Stage.NEEDS_HELP: _("Needs help"),
        Stage.ARCHIVED: _("Archived: it can still be read"),
    }[Stage(stage)]


def said_of(change: StageChange) -> str:
    return _("Reopened: it takes up where it stopped") if change.reopens else words_of(change.stage)


def ended(ended_as: str) -> str:
    return {
        Community.Ending.SUCCESS.value: _("Closed as a success: it can still be read"),
        Community.Ending.LESSON.value: _("Closed as a lesson: it can still be read"),
    }.get(ended_as, words_of(Stage.ARCHIVED))


def steps(community: Community, *, all_of_them: bool) -> list[Step]:
    """Latest first. That help was needed concerns those who give it, and so does the return from it. Three queries, and
    those of a gate for each step that was forced."""
    found: list[StageChange] = []
    changes = StageChange.objects.filter(community=community).select_related("closing", "by")
    for change in changes.order_by("at", "pk"):
        is_help = change.stage == Stage.NEEDS_HELP and not change.reopens
        hidden = is_help or bool(found and found[-1].stage == change.stage)
        if all_of_them or not hidden:
            found.append(change)
    told = [_step(community, change, is_named=all_of_them) for change in reversed(found)]
    if told and community.is_archived:
        told[0] = replace(told[0], words=ended(community.ended_as))
    return sorted(
        [*told, *_ends(community, is_named=all_of_them), *_contests(community)], key=lambda step: step.at, reverse=True
    )


def _step(community: Community, change: StageChange, *, is_named: bool) -> Step:
    """What was missing in today's words; asking for them is for the few steps that were forced."""
    labels = {one.code: one.label for one in gate(community, change.stage).criteria} if change.missing else {}
    missing = ", ".join(labels.get(code, code) for code in change.missing)
    closing: Closing | None = getattr(change, "closing", None)
    by = change.by.display_name if change.by and is_named else ""
    return Step(change.at, said_of(change), change.reason, missing, closing.at_once if closing else "", by)


def _ends(community: Community, *, is_named: bool) -> list[Step]:
    """The ends that were announced, and withdrawn. One query."""
    found = []
    for closing in Closing.objects.filter(community=community).select_related("by", "withdrawn_by"):
        by = closing.by.display_name if closing.by and is_named else ""
        back = closing.withdrawn_by.display_name if closing.withdrawn_by and is_named else ""
        if closing.announced_at:
            words = _("Its end is announced for %(day)s") % {"day": day(closing.closes_on)}
            found.append(Step(closing.announced_at, words, closing.reason, by=by))
        if closing.withdrawn_at:
            words = _("Its end is withdrawn: it goes on")
            found.append(Step(closing.withdrawn_at, words, closing.withdrawn_because, by=back))
    return found


def _contests(community: Community) -> list[Step]:
    """That a sentence was held to be precise, whatever the check says, and what became of it. One query."""
    decisions = {
        PurposeContest.Decision.ACCEPTED.value: _("An administrator accepts its sentence as it is"),
        PurposeContest.Decision.REFUSED.value: _("An administrator asks for another sentence"),
        PurposeContest.Decision.DROPPED.value: _("The contested sentence was rewritten"),
    }
    found = []
    for contest in PurposeContest.objects.filter(community=community):
        words = _("Its sentence is held to be precise, whatever the check says")
        if not contest.decision:
            words = _("Its sentence is held to be precise, whatever the check says: an administrator has to decide")
        found.append(Step(contest.at, words, contest.reason))
        if contest.decision and contest.decided_at:
            found.append(Step(contest.decided_at, decisions[contest.decision], contest.words))
    return found
