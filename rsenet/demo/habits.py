"""How often people come, and whether they know why: days of visit and pulses, as the story implies them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from pulse.asking import Asking
from rsenet.demo.absence import LATELY, absent
from rsenet.demo.calendar import PARIS, Calendar
from rsenet.demo.chance import chance
from rsenet.demo.story import Table

DAYS = 100  # before that, nobody counted
# How likely a member is to come on a day, and to know why they are there; and how many of them have the habit.
LIVELY = {"thriving": (0.42, 0.95), "open": (0.3, 0.9), "pilot": (0.34, 0.9), "seeding": (0.4, 1), "draft": (0.3, 1)}
SILENT = (0.012, 0.3)
USED_TO_IT = {"thriving": 0.5, "open": 0.3, "pilot": 0.45}
ASKING = ("pilot", "open", "thriving", "needs_help")

type Event = tuple[float, Table]


def visits(community: Table, calendar: Calendar) -> Iterator[Event]:
    """One a person and day: when they wrote or reacted, when they arrived, and when they only read."""
    often, _knows = LIVELY.get(community["stage"], SILENT)
    present = {stay["id"]: (stay["joined_days_ago"], stay.get("left_days_ago", 0.0)) for stay in community["members"]}
    seen: set[tuple[str, str]] = set()
    for person, days in [*_acts(community), *_readings(community, present, often)]:
        since, until = present.get(person, (-1.0, 0.0))
        if until < days < min(since - 0.31, DAYS):
            day = calendar.ago(days).astimezone(PARIS).date().isoformat()
            if (person, day) not in seen:
                seen.add((person, day))
                yield days, {"type": "visit", "community": community["slug"], "person": person, "day": day}


def _acts(community: Table) -> Iterator[tuple[str, float]]:
    for post in community["post"]:
        yield post["author"], post["days_ago"]
        yield from ((who, post["days_ago"] * 0.97) for people in post.get("reactions", {}).values() for who in people)
        for reply in post.get("reply", []):
            since = post["days_ago"] - reply["hours_after"] / 24
            yield reply["author"], since
            yield from ((who, since * 0.97) for people in reply.get("reactions", {}).values() for who in people)


def _readings(community: Table, present: dict[str, tuple[float, float]], often: float) -> Iterator[tuple[str, float]]:
    slug, used, gone = community["slug"], USED_TO_IT.get(community["stage"], 1), absent(community)
    for person, (since, _until) in present.items():
        last = LATELY if person in gone else 1
        habit = often * (0.2 + 1.6 * chance(slug, person, "habit"))
        yield person, since - 0.5
        if chance(slug, person, "back") < 2 * often:
            yield person, since - 2 - 6 * chance(slug, person, "when")
        if chance(slug, person, "used") < used:
            yield from ((person, day + 0.4) for day in range(last, DAYS) if chance(slug, person, day) < habit)


def pulses(communities: list[Table], calendar: Calendar) -> Iterator[Event]:
    """Asked on a visit, on the day the product would ask: its own rule decides, whichever community comes first."""
    asked_in = {one["slug"]: one for one in communities if one["stage"] in ASKING}
    members = {slug: _asked(one) for slug, one in asked_in.items()}
    first: dict[tuple[str, str], date] = {}
    last: dict[tuple[str, str], tuple[date, bool]] = {}
    came = [event for one in asked_in.values() for event in visits(one, calendar)]
    for days, visit in sorted(came, key=lambda event: -event[0]):
        slug, who = visit["community"], visit["person"]
        if who not in members[slug]:
            continue
        today = date.fromisoformat(visit["day"])
        first.setdefault((slug, who), today)
        elsewhere = max((at for (place, one), (at, _) in last.items() if one == who and place != slug), default=None)
        at, waits = last.get((slug, who), (None, False))
        if Asking(first[slug, who], at, waits, elsewhere).is_due(today):
            _often, knows = LIVELY.get(asked_in[slug]["stage"], SILENT)
            line = _pulse(slug, who, days, asked_in[slug].get("knows", knows), calendar)
            last[slug, who] = today, "answer" not in line
            yield days, line


def _asked(community: Table) -> set[str]:
    hosts = {community["animator"], *community.get("coanimators", [])}
    return {stay["id"] for stay in community["members"] if stay["id"] not in hosts and "left_days_ago" not in stay}


def _pulse(slug: str, who: str, days: float, knows: float, calendar: Calendar) -> Table:
    """Answered a few minutes later, by three in four."""
    line: dict[str, Any] = {"type": "pulse", "community": slug, "person": who, "asked_at": _iso(calendar, days)}
    if chance(slug, who, "answers") < 0.75:
        line["answer"] = "yes" if chance(slug, who, "knows") < knows else "no"
        line["answered_at"] = _iso(calendar, days - 0.02)
    return line


def _iso(calendar: Calendar, days: float) -> str:
    return calendar.ago(days).isoformat()
