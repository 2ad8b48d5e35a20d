"""Weeks from Monday to Sunday, on the community's clock, with what goes out each day."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.timezone import now
from django.utils.translation import get_language

from animation import hours
from animation.cards import PlannedCard
from communities.models import Community

SHORT, LONG = 2, 5  # weeks
REACH = 53  # weeks one may look back or ahead


@dataclass(frozen=True)
class Day:
    date: date
    number: str  # "6", "1 Oct" where a month begins
    name: str  # "Tuesday 6 October"
    cards: list[PlannedCard]
    is_today: bool
    is_past: bool
    is_free: bool  # of work
    is_off: bool  # by a decision, not for being a week-end

    @property
    def is_bare(self) -> bool:
        """Nothing to see nor to do: left out where there is little room."""
        return not self.cards and not self.is_today


@dataclass(frozen=True)
class Calendar:
    weeks: list[list[Day]]
    title: str
    names: list[str]
    before: str  # the Monday to go back to, as ?from=; "" at the end
    after: str


def first_monday(community: Community, asked: str = "") -> date:
    """The Monday of the week asked for, within reach; this week's when it is none."""
    this = _monday(hours.local(community, now()).date())
    try:
        monday = _monday(date.fromisoformat(asked[:10])) if asked else this
    except (ValueError, OverflowError):
        return this
    return monday if abs(monday - this) <= timedelta(weeks=REACH) else this


def calendar(
    community: Community, cards: Iterable[PlannedCard], *, begin: date, weeks: int, off: Collection[date] = ()
) -> Calendar:
    """`begin` is a Monday; `off` are the days on which nobody works."""
    today = hours.local(community, now()).date()
    by_day: dict[date, list[PlannedCard]] = {}
    for card in sorted((one for one in cards if one.at), key=lambda one: one.at):  # type: ignore[arg-type, return-value]
        by_day.setdefault(card.at.date(), []).append(card)  # type: ignore[union-attr]
    days = [begin + timedelta(days=n) for n in range(7 * weeks)]
    made = [
        Day(
            day, _number(day, is_first=day == begin), date_format(day, "l j F"), by_day.get(day, []),
            is_today=day == today, is_past=day < today, is_free=hours.is_free(day, off), is_off=day in off,
        )
        for day in days
    ]  # fmt: skip
    this, step = _monday(today), timedelta(weeks=weeks)
    return Calendar(
        [made[n : n + 7] for n in range(0, len(made), 7)],
        f"{date_format(days[0], 'j F')} – {date_format(days[-1], 'j F Y')}",
        [date_format(day, "D") for day in days[:7]],
        (begin - step).isoformat() if begin - step >= this - timedelta(weeks=REACH) else "",
        (begin + step).isoformat() if begin + step <= this + timedelta(weeks=REACH) else "",
    )


def _number(day: date, *, is_first: bool) -> str:
    """With its month where one begins."""
    number = "1er" if day.day == 1 and get_language() == "fr" else str(day.day)
    return f"{number} {date_format(day, 'N')}" if day.day == 1 or is_first else number


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
