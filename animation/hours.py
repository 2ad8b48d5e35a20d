"""When something is published: days and hours are those of the community's own time zone, clock changes included."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from communities.models import Community
from core.when import dated, hour
from pulse.measures.frame import clocks_of

AHEAD = timedelta(days=366)  # nobody knows what will be worth saying later
QUIET_UNTIL, QUIET_FROM = time(8), time(19)
USUAL = time(9)


def zone_of(community: Community) -> ZoneInfo:
    return ZoneInfo(community.timezone)


def local(community: Community, moment: datetime) -> datetime:
    return moment.astimezone(zone_of(community))


def moment_of(community: Community, day: date, clock: time) -> datetime:
    """That hour there. ValidationError in the one hour of spring that does not exist; of two in autumn, the first."""
    wall = datetime.combine(day, clock)
    try:
        moment = wall.replace(tzinfo=zone_of(community)).astimezone(UTC)
    except OverflowError as error:
        raise ValidationError({"day": _("Choose a day within a year.")}) from error
    if local(community, moment).replace(tzinfo=None) != wall:
        sentence = _("That night the clocks go forward: this hour does not exist. Choose another one.")
        raise ValidationError({"clock": sentence})
    return moment


def require_ahead(moment: datetime, at: datetime) -> None:
    """Neither past nor too far away."""
    if moment <= at:
        sentence = _("This moment has passed. Publish it now, or choose a later one.")
        raise ValidationError({"day": ValidationError(sentence, code="past")})
    if moment > at + AHEAD:
        raise ValidationError({"day": ValidationError(_("Choose a day within a year."), code="far")})


def days_off(community: Community) -> Collection[date]:
    """Those of the company and its own. One query."""
    return clocks_of([community])[community.pk].closed


def is_quiet(community: Community, moment: datetime, off: Collection[date] = ()) -> bool:
    """Evenings, nights, week-ends and days off: few people read then, and nobody should feel they ought to."""
    there = local(community, moment)
    return is_free(there.date(), off) or not QUIET_UNTIL <= there.time() < QUIET_FROM


def is_free(day: date, off: Collection[date] = ()) -> bool:
    return day.weekday() >= 5 or day in off


def next_usual(community: Community, at: datetime, off: Collection[date] = ()) -> datetime:
    """The next working morning, as a first proposal."""
    day = local(community, at).date() + timedelta(days=1)
    while is_free(day, off):
        day += timedelta(days=1)
    return moment_of(community, day, USUAL)


def words(community: Community, moment: datetime) -> str:
    """ "Thursday 9 October, 9:00", on the community's clock."""
    there = local(community, moment)
    day = f"{date_format(there, 'l')} {dated(there, timezone.localdate())}"
    return _("%(day)s, %(clock)s") % {"day": day, "clock": hour(there)}
