"""A wave as it stands: how many people it may hold, who reads the same reason, what each still lacks."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from communities.impersonal import objection
from communities.models import Community, Invitee, Rules, Wave
from core.names import clean_line, fold

WHY_YOU = 20  # characters, at least: an invitation is personal or is not sent
ALIKE = 3  # people who may be told the same; more is a circular
SHARED = ("expected", "gain", "first_step")  # what all letters of a wave say
LIMITS = {"why_you": 500, "expected": 500, "gain": 500, "first_step": 300}
# What a host may pass alone, with a written reason: the rest needs an administrator.
BY_HOST = frozenset({"wave_gap", "last_wave"})  # the second is pulse's
# What nobody passes: an invitation without its answers is not sent.
NEVER = frozenset({"wave_reasons", "wave_answers"})
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Seats:
    """How many people the next wave holds."""

    least: int
    most: int


def seats(community: Community, rules: Rules, *, is_first: bool, members: int | None = None, by_hand: int = 0) -> Seats:
    """The first founds the community; later ones are a part of it at most, so that those who are there can welcome.
    `members` when it left, if it has; `by_hand`: invited in the fortnight before it."""
    members = community.member_count if members is None else members
    least, most = 1, max(rules.wave_least, members * rules.wave_percent // 100)
    if is_first and (community.is_hidden or community.stage == Community.Stage.PILOT):
        least, most = rules.first_wave_least, rules.first_wave_most
    return Seats(max(1, least - by_hand), most - by_hand)


def has_reason(invitee: Invitee) -> bool:
    """Twenty characters at least, meant for one person."""
    return len(clean_line(invitee.why_you)) >= WHY_YOU and not objection(invitee.why_you)


def told(community: Community, wave: Wave | None) -> dict[str, str]:
    """What all its letters say: its own words, else those of the community's preparation. A first step may be left out
    once somebody has saved the wave."""
    own = {name: getattr(wave, name) if wave else "" for name in SHARED}
    is_new = wave is None or wave.saved_by_id is None
    lent = {name: getattr(community, name)[: LIMITS[name]] for name in SHARED if is_new or name != "first_step"}
    return {name: text or lent.get(name, "") for name, text in own.items()}


def has_answers(said: dict[str, str]) -> bool:
    return bool(said["expected"] and said["gain"]) and not any(map(objection, said.values()))


def alike(invitees: Sequence[Invitee]) -> list[list[Invitee]]:
    """Groups of more than three people who would read the same reason, names, capitals and commas aside."""
    groups: dict[str, list[Invitee]] = defaultdict(list)
    for invitee in invitees:
        if words := _essence(invitee):
            groups[words].append(invitee)
    return [group for group in groups.values() if len(group) > ALIKE]


def _essence(invitee: Invitee) -> str:
    name = invitee.person.display_name if invitee.person else invitee.email.partition("@")[0]
    own = set(_WORDS.findall(fold(name)))
    return " ".join(word for word in _WORDS.findall(fold(invitee.why_you)) if word not in own)
