"""Quiet hours: mail that nobody asked for waits until work begins again (D7)."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

BEGINS, ENDS = time(19), time(8)
_SATURDAY = 5


def is_quiet(moment: datetime, zone: str) -> bool:
    """In the evening, at night, at the week-end, where the person is."""
    local = moment.astimezone(ZoneInfo(zone))
    return local.weekday() >= _SATURDAY or not ENDS <= local.time() < BEGINS


def quiet_ends(moment: datetime, zone: str) -> datetime:
    """When the next working day begins after this one."""
    local = moment.astimezone(ZoneInfo(zone))
    day = local.date() + timedelta(days=0 if local.time() < ENDS else 1)
    while day.weekday() >= _SATURDAY:
        day += timedelta(days=1)
    return datetime.combine(day, ENDS, tzinfo=ZoneInfo(zone))
