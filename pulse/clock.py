"""Time as people work it: the last complete day of a community, open days, open hours (docs/measures.md)."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
_WEEKEND = (5, 6)


@dataclass(frozen=True)
class Clock:
    """A community's calendar: its zone, its days off, and whether week-ends count (then every hour does)."""

    zone: ZoneInfo
    closed: Collection[date] = field(default_factory=frozenset)
    counts_weekends: bool = False

    def last_day(self, at: datetime) -> date:
        """D: the last day that is over."""
        return at.astimezone(self.zone).date() - DAY

    def start_of(self, day: date) -> datetime:
        """Its midnight, as a moment."""
        return datetime.combine(day, time(), self.zone)

    def end_of(self, day: date) -> datetime:
        """E, when the day is D."""
        return self.start_of(day + DAY)

    def is_open(self, day: date) -> bool:
        return self.counts_weekends or (day.weekday() not in _WEEKEND and day not in self.closed)

    def open_days(self, after: date, until: date) -> int:
        """How many, the first day out and the last one in."""
        return sum(self.is_open(day) for day in _days(after + DAY, until))

    def open_hours(self, start: datetime, end: datetime) -> float:
        """Between two moments, days off left out whole; 24 hours a day, whatever the season does to its clocks."""
        if end <= start:
            return 0.0
        if self.counts_weekends:
            return (end - start).total_seconds() / 3600
        here, there = (moment.astimezone(self.zone).replace(tzinfo=None) for moment in (start, end))
        first, last = here.date(), there.date()
        if first == last:
            return (there - here).total_seconds() / 3600 if self.is_open(first) else 0.0
        seconds = 0.0
        if self.is_open(first):
            seconds += (datetime.combine(first + DAY, time()) - here).total_seconds()
        if self.is_open(last):
            seconds += (there - datetime.combine(last, time())).total_seconds()
        return seconds / 3600 + 24 * self.open_days(first, last - DAY)

    def next_weekdays(self, after: date, count: int) -> list[date]:
        """The next so many days from Monday to Friday."""
        found: list[date] = []
        while len(found) < count:
            after += DAY
            if after.weekday() not in _WEEKEND:
                found.append(after)
        return found


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += DAY
