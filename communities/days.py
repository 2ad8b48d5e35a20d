"""Days on a community's own calendar."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.timezone import localdate, now

from communities.models import Community

A_YEAR = 366  # days ahead: what is further away is not believed


def today_in(community: Community, at: datetime | None = None) -> date:
    return localdate(at or now(), ZoneInfo(community.timezone))


def in_days(community: Community, days: int) -> date:
    """So many days from today."""
    return today_in(community) + timedelta(days=days)
