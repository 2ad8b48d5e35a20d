"""Moments in words, in the reader's language and time zone: "18 min ago", "yesterday, 17:40", "Wednesday"."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from functools import cache, lru_cache

from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _


def hour(local: datetime) -> str:
    """The hour of a moment already brought to its time zone: "9:00". In French it stays on one line."""
    if get_language() == "fr":
        return f"{local.hour}\N{NO-BREAK SPACE}h" + (f"\N{NO-BREAK SPACE}{local.minute:02d}" if local.minute else "")
    return f"{local.hour}:{local.minute:02d}"


@dataclass(frozen=True, slots=True)
class Reading:
    """When and by whom a page is read. A feed has dozens of moments and a thread hundreds: what they are compared with
    is looked up once."""

    now: datetime = field(default_factory=timezone.now)
    language: str = field(default_factory=lambda: get_language() or "")
    zone: tzinfo = field(default_factory=timezone.get_current_timezone)

    def ago(self, moment: datetime | None) -> str:
        """How long ago for the last twelve hours and today, the day for this week, the date before that."""
        if moment is None:
            return ""
        minutes = int((self.now - moment).total_seconds() // 60)
        if minutes < 60:
            return _minutes(max(minutes, 0), self.language)
        if minutes >= 12 * 60:
            local, today = moment.astimezone(self.zone), self.now.astimezone(self.zone).date()
            days = (today - local.date()).days
            if days == 1:
                return _yesterday(self.language) % {"clock": hour(local)}
            if 1 < days < 7:
                return _weekday(local.weekday(), self.language)
            if days >= 7:
                return _dated(local.date(), local.year == today.year, self.language)
        return _hours(minutes // 60, self.language)

    def moment(self, moment: datetime | None) -> str:
        """The day and the hour: "yesterday, 17:40", "Wednesday 8 October, 14:10"."""
        if moment is None:
            return ""
        local, today = moment.astimezone(self.zone), self.now.astimezone(self.zone)
        today_is, yesterday_was, at = _at(self.language)
        days = (today.date() - local.date()).days
        if days == 0:
            day = today_is
        elif days == 1:
            day = yesterday_was
        elif days < 7:
            day = _weekday(local.weekday(), self.language)
        else:
            day = _dated(local.date(), local.year == today.year, self.language)
        return at % {"day": day, "clock": hour(local)}

    def told(self, at: datetime | None) -> str:
        """How long ago within the last twelve hours, the day and the hour before that: in a thread one follows who
        answered when."""
        recent = at is not None and self.now - at < timedelta(hours=12)
        return self.ago(at) if recent else self.moment(at)

    def ago_in_sentence(self, moment: datetime | None) -> str:
        """`ago` after a verb."""
        return self.in_sentence(self.ago(moment), moment)

    def in_sentence(self, words: str, moment: datetime | None) -> str:
        """In French a date has its article there, today and the days of this week have none."""
        if moment is None or self.now - moment < timedelta(days=6):
            return words
        days = self.now.astimezone(self.zone).date() - moment.astimezone(self.zone).date()
        return pgettext("in a sentence", "%(date)s") % {"date": words} if days.days >= 7 else words


def ago(moment: datetime | None) -> str:
    """As above, for one moment of a page."""
    return Reading().ago(moment)


# Pages say the same few durations and dates again and again: each is looked up once per language.
@cache
def _minutes(count: int, language: str) -> str:
    return ngettext("%(n)d min ago", "%(n)d min ago", count) % {"n": count} if count else _("just now")


@cache
def _hours(count: int, language: str) -> str:
    return ngettext("%(n)d h ago", "%(n)d h ago", count) % {"n": count}


@cache
def _yesterday(language: str) -> str:
    return _("yesterday, %(clock)s")


@cache
def _weekday(day: int, language: str) -> str:
    return str(WEEKDAYS[day])


@lru_cache(1024)
def _dated(local: date, this_year: bool, language: str) -> str:
    words = date_format(local, "j F" if this_year else "j F Y")
    return f"1er{words[1:]}" if local.day == 1 and language == "fr" else words


@cache
def _at(language: str) -> tuple[str, str, str]:
    return _("today"), _("yesterday"), _("%(day)s, %(clock)s")


def moment(moment: datetime | None) -> str:
    """The day and the hour: "yesterday, 17:40", "Wednesday 8 October, 14:10"."""
    return Reading().moment(moment)


def moment_in_sentence(at: datetime | None) -> str:
    """`moment` after a verb: in French a date has its article there, today and the days of this week have none."""
    reading = Reading()
    return reading.in_sentence(reading.moment(at), at)


def day(moment: date | None) -> str:
    """The date, with its year unless it is this one: "3 March". Of a moment, where the reader is."""
    if moment is None:
        return ""
    if not isinstance(moment, datetime):
        return dated(moment, timezone.localdate())
    return dated(timezone.localtime(moment), timezone.localtime())


def dated(local: date, now: date) -> str:
    """The date, with its year unless it is that of `now`: "3 March"."""
    day = local.date() if isinstance(local, datetime) else local
    return _dated(day, local.year == now.year, get_language() or "")


def clock(at: datetime | None) -> str:
    """The hour of something of today, else its day too."""
    if at is None:
        return ""
    local = timezone.localtime(at)
    return hour(local) if local.date() == timezone.localdate() else moment(at)


def iso(moment: datetime | None) -> str:
    """For the `datetime` attribute of `<time>`."""
    return moment.isoformat(timespec="seconds") if moment else ""
