"""Moments in words, in the reader's language and time zone: "18 min ago", "yesterday, 17:40", "Wednesday"."""

from datetime import date, datetime, timedelta
from functools import cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _


def hour(local: datetime) -> str:
    """The hour of a moment already brought to its time zone: "9:00". In French it stays on one line."""
    if get_language() == "fr":
        return f"{local.hour}\N{NO-BREAK SPACE}h" + (f"\N{NO-BREAK SPACE}{local.minute:02d}" if local.minute else "")
    return f"{local.hour}:{local.minute:02d}"


def ago(moment: datetime | None) -> str:
    """How long ago for the last twelve hours and today, the day for this week, the date before that."""
    if moment is None:
        return ""
    minutes = int((timezone.now() - moment).total_seconds() // 60)
    if minutes < 60:
        return _minutes(max(minutes, 0), get_language() or "")
    if minutes >= 12 * 60:
        local, today = timezone.localtime(moment), timezone.localdate()
        days = (today - local.date()).days
        if days == 1:
            return _yesterday(get_language() or "") % {"clock": hour(local)}
        if 1 < days < 7:
            return date_format(local, "l")
        if days >= 7:
            return dated(local, today)
    return _hours(minutes // 60, get_language() or "")


# Feeds say the same few durations again and again: each is looked up once per language.
@cache
def _minutes(count: int, language: str) -> str:
    return ngettext("%(n)d min ago", "%(n)d min ago", count) % {"n": count} if count else _("just now")


@cache
def _hours(count: int, language: str) -> str:
    return ngettext("%(n)d h ago", "%(n)d h ago", count) % {"n": count}


@cache
def _yesterday(language: str) -> str:
    return _("yesterday, %(clock)s")


def told(at: datetime | None) -> str:
    """How long ago within the last twelve hours, the day and the hour before that: in a thread one follows who answered
    when."""
    recent = at is not None and timezone.now() - at < timedelta(hours=12)
    return ago(at) if recent else moment(at)


def moment(moment: datetime | None) -> str:
    """The day and the hour: "yesterday, 17:40", "Wednesday 8 October, 14:10"."""
    if moment is None:
        return ""
    now, local = timezone.localtime(), timezone.localtime(moment)
    days = (now.date() - local.date()).days
    if days == 0:
        day = _("today")
    elif days == 1:
        day = _("yesterday")
    elif days < 7:
        day = date_format(local, "l")
    else:
        day = dated(local, now)
    return _("%(day)s, %(clock)s") % {"day": day, "clock": hour(local)}


def day(moment: date | None) -> str:
    """The date, with its year unless it is this one: "3 March". Of a moment, where the reader is."""
    if moment is None:
        return ""
    if not isinstance(moment, datetime):
        return dated(moment, timezone.localdate())
    return dated(timezone.localtime(moment), timezone.localtime())


def dated(local: date, now: date) -> str:
    """The date, with its year unless it is that of `now`: "3 March"."""
    words = date_format(local, "j F" if local.year == now.year else "j F Y")
    return f"1er{words[1:]}" if local.day == 1 and get_language() == "fr" else words


def clock(at: datetime | None) -> str:
    """The hour of something of today, else its day too."""
    if at is None:
        return ""
    local = timezone.localtime(at)
    return hour(local) if local.date() == timezone.localdate() else moment(at)


def iso(moment: datetime | None) -> str:
    """For the `datetime` attribute of `<time>`."""
    return moment.isoformat(timespec="seconds") if moment else ""
