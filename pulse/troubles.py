"""What says that a community needs help, in words (docs/measures.md): proposed here, decided by people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Min
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communities.absences import absences
from communities.hosting import hostings
from communities.models import Absence, Community, Membership, Rules
from core.overview import read_for
from core.when import day
from pulse.clock import DAY, Clock
from pulse.measures import Measures, frame_of
from pulse.measures import measure as measured

Stage = Community.Stage
WATCHED = (Stage.PILOT, Stage.OPEN, Stage.THRIVING, Stage.NEEDS_HELP)


@dataclass(frozen=True)
class Trouble:
    code: str
    words: str


def troubles(
    communities: Sequence[Community],
    *,
    rules: Rules | None = None,
    at: datetime | None = None,
    measures: Mapping[int, Measures] | None = None,
) -> dict[int, list[Trouble]]:
    """Of each that takes part in the life of the network. Six queries, ten when nothing is measured yet."""
    rules, at = rules or Rules.current(), at or now()
    watched = [community for community in communities if community.stage in WATCHED]
    if not watched:
        return {}
    frame = frame_of(watched, at=at)
    measures = measures or measured(watched, at=at)
    first = first_acceptances(watched)
    hosted, away = hostings(watched), absences(watched, at)
    found = {}
    for community, clock, _day in frame:
        pk = community.pk
        said = troubles_of(community, clock, measures[pk], rules, first, hosted=hosted[pk].host is not None)
        found[pk] = said + ([_missed(away[pk], clock)] if _is_missed(away.get(pk), clock, rules, at) else [])
    return found


def first_acceptances(communities: Sequence[Community]) -> dict[int, datetime]:
    """When the first person came who did not come to host. One query."""
    return read_for("first acceptances", communities, _first_acceptances)


def _first_acceptances(communities: Sequence[Community]) -> dict[int, datetime]:
    stays = Membership.objects.filter(community__in=communities, person__is_bot=False).that_began_as_members()
    return dict(stays.values_list("community").annotate(Min("joined_at")))


def troubles_of(
    community: Community,
    clock: Clock,
    measures: Measures,
    rules: Rules,
    first: Mapping[int, datetime],
    *,
    hosted: bool,
) -> list[Trouble]:
    """The most urgent first."""
    found: list[Trouble] = []
    if not hosted:
        found.append(Trouble("no_host", _("Nobody hosts it.")))
    silent = _silent_days(clock, measures, first.get(community.pk))
    if silent >= rules.help_silent_days:
        words = ngettext(
            "No member has written for %(n)s open day.", "No member has written for %(n)s open days.", silent
        )
        found.append(Trouble("silent", words % {"n": silent}))
    waiting = measures.first_reply.waiting_longer_than(rules.help_question_hours)
    if waiting >= rules.help_questions:
        words = ngettext(
            "%(n)s question has waited for more than %(hours)s open hours.",
            "%(n)s questions have waited for more than %(hours)s open hours.",
            waiting,
        )
        found.append(Trouble("waiting", words % {"n": waiting, "hours": rules.help_question_hours}))
    clear = measures.clarity
    if clear.is_told and not clear.share.reaches(rules.help_clarity_percent):
        words = _("%(share)s know why they are there.") % {"share": clear.words}
        found.append(Trouble("unclear", words))
    return found


def _is_missed(absence: Absence | None, clock: Clock, rules: Rules, at: datetime) -> bool:
    """Away now, for longer than it should be, and nobody who can stands in."""
    if absence is None or absence.answering is not None:
        return False
    return absence.starts_on <= clock.last_day(at) + DAY and _days_away(absence, clock) > rules.away_days


def _missed(absence: Absence, clock: Clock) -> Trouble:
    words = _("Its host is away until %(day)s (open days: %(n)s) and nobody stands in.")
    return Trouble("away", words % {"day": day(absence.ends_on), "n": _days_away(absence, clock)})


def _days_away(absence: Absence, clock: Clock) -> int:
    return clock.open_days(absence.starts_on - DAY, absence.ends_on)


def _silent_days(clock: Clock, measures: Measures, first: datetime | None) -> int:
    """Open days since a member wrote, hosts aside; the window of four weeks is all one looks at."""
    if first is None:
        return 0
    last = measures.people.last_words
    start: date = (last or first).astimezone(clock.zone).date()
    return clock.open_days(max(start, measures.day - timedelta(days=28)), measures.day)
