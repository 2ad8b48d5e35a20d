"""When it happened: days ago, counted so that people wrote at work and nothing lies in the future."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
FRESH = 3 / 24  # days: what is this recent keeps its distance to now, whatever the hour
# Of what has been launched, the days count from its first members; before them it was prepared, and seeded.
EARLY = {"draft": 24.0, "seeding": 7.85, "pilot": 0.35}
PILOT = 29  # days after its first members came, a launched community opened: the places are few
PREPARED = ("draft", "seeding")
_MONDAY = date(2001, 1, 1)
_OPENS, _DAY = 7.5, 11.0  # from half past seven, eleven hours
_WEEK = 5 * _DAY


class Calendar:
    """Moments before one now. The order of days is the order of moments: the week shrinks to its working hours."""

    def __init__(self, now: datetime) -> None:
        self.now = now.astimezone(UTC).replace(microsecond=0)
        self._before = _worked(self.now - timedelta(days=FRESH))

    def ago(self, days: float) -> datetime:
        if days <= FRESH:
            return self.now - timedelta(days=max(days, 0))
        return _moment(self._before - (days - FRESH) * _WEEK / 7)

    def last_evening(self, before: int = 1) -> datetime:
        """When people went home, so many working days before today."""
        day = self.now.astimezone(PARIS).date()
        while before:
            day -= timedelta(days=1)
            before -= day.weekday() < 5
        return datetime.combine(day, time(17, 40), PARIS).astimezone(UTC)


def _worked(moment: datetime) -> float:
    """Working hours from a Monday long ago until this moment."""
    local = moment.astimezone(PARIS)
    days = (local.date() - _MONDAY).days
    weeks, day = divmod(days, 7)
    hour = local.hour + local.minute / 60 + local.second / 3600
    within = min(max(hour - _OPENS, 0), _DAY) if day < 5 else 0
    return weeks * _WEEK + min(day, 5) * _DAY + within


def _moment(worked: float) -> datetime:
    """The moment by which so many hours were worked; the end of a day rather than the start of the next."""
    days = int(worked // _DAY)
    hours = worked - days * _DAY
    if hours < 1 / 3600:
        days, hours = days - 1, _DAY
    weeks, day = divmod(days, 5)
    midnight = datetime.combine(_MONDAY + timedelta(weeks=weeks, days=day), time(), PARIS)
    return (midnight + timedelta(hours=_OPENS + hours)).astimezone(UTC).replace(microsecond=0)
