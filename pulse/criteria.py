"""What this room knows of a community's next step: do people come back, write, answer, know why they are there?"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communities.gates import WAVE, Criterion, Who, criteria
from communities.hosting import hostings
from communities.models import Community, Rules, Wave
from communities.progress import entered
from core.when import dated
from pulse.daily import measures_for
from pulse.measures import Measures, People, frame_of, second_visits_of_waves
from pulse.measures.frame import clocks_of
from pulse.troubles import first_acceptances, troubles_of

Stage = Community.Stage


def _of(count: int, wanted: int) -> str:
    return _("%(k)s of %(n)s") % {"k": count, "n": wanted}


def _on(day: date) -> str:
    return dated(day, localdate())


@criteria(Stage.PILOT)
def nobody_is_away(communities: Sequence[Community], rules: Rules, at: datetime) -> dict[int, list[Criterion]]:
    """G2. One query."""
    found: dict[int, list[Criterion]] = {}
    for pk, clock in clocks_of(communities).items():
        ahead = clock.next_weekdays(clock.last_day(at) + timedelta(days=1), rules.closed_ahead_days)
        off = [day for day in ahead if day in clock.closed]
        found[pk] = [
            Criterion(
                "no_closure",
                _("No day off in the next %(n)s weekdays") % {"n": rules.closed_ahead_days},
                not off,
                Who.TIME,
                missing=_("%(day)s is a day off: people would come to a closed door.") % {"day": _on(off[0])}
                if off
                else "",
            )
        ]
    return found


@criteria(Stage.OPEN)
def it_lives(communities: Sequence[Community], rules: Rules, at: datetime) -> dict[int, list[Criterion]]:
    """G3 for a pilot, H− for a community that was helped. Seven queries, ten where one is."""
    frame = frame_of(communities, at=at)
    measures = measures_for(frame)
    first = first_acceptances(communities)
    helped = [community for community in communities if community.stage == Stage.NEEDS_HELP]
    found = {
        community.pk: [
            _pilot_days(rules, frame.clocks[community.pk].last_day(at) + timedelta(days=1), first.get(community.pk)),
            *_pilot(rules, measures[community.pk]),
        ]
        for community in communities
        if community.stage != Stage.NEEDS_HELP
    }
    hosting = hostings(helped) if helped else {}
    for community in helped:
        clock, hosted = frame.clocks[community.pk], hosting[community.pk].host is not None
        still = troubles_of(community, clock, measures[community.pk], rules, first, hosted=hosted)
        found[community.pk] = [
            Criterion(
                "trouble_over", _("What called for help is over"), not still, Who.ANIMATOR,
                missing=" ".join(trouble.words for trouble in still),
            ),
            _unmeasured("health", _("Health")),
        ]  # fmt: skip
    return found


def _pilot_days(rules: Rules, today: date, first: datetime | None) -> Criterion:
    label = _("Days since the first member came")
    if first is None:
        return Criterion("pilot_days", label, False, Who.ANIMATOR, missing=_("Nobody has come yet."))
    days = (today - first.date()).days
    until = first.date() + timedelta(days=rules.pilot_days)
    return Criterion(
        "pilot_days", label, days >= rules.pilot_days, Who.TIME, _of(days, rules.pilot_days),
        _("Possible from %(day)s.") % {"day": _on(until)},
    )  # fmt: skip


def _pilot(rules: Rules, now: Measures) -> list[Criterion]:
    lacking = rules.pilot_members - now.people.active.n
    return [
        Criterion(
            "members", _("Members to measure"), lacking <= 0, Who.ANIMATOR,
            _of(now.people.active.n, rules.pilot_members),
            ngettext(
                "%(n)s member more; who came this week counts from their seventh day.",
                "%(n)s members more; who came this week counts from their seventh day.",
                lacking,
            ) % {"n": lacking},
        ),
        _second_visit(rules, now),
        _contributors(rules, now),
        _answers(rules, now),
        _clarity(rules, now),
        _dependence(now.people, rules.dependence_percent),
    ]  # fmt: skip


def _second_visit(rules: Rules, now: Measures) -> Criterion:
    found = now.second_visit
    enough = found.returned.n >= rules.pilot_observed
    if enough:
        missing = _("%(percent)s%% of newcomers must come back within two weeks.") % {
            "percent": rules.second_visit_percent
        }
    else:
        missing = ngettext(
            "%(n)s newcomer whose two weeks are over; %(least)s are needed, %(pending)s are on their way.",
            "%(n)s newcomers whose two weeks are over; %(least)s are needed, %(pending)s are on their way.",
            found.returned.n,
        ) % {"n": found.returned.n, "least": rules.pilot_observed, "pending": found.pending}
    met = enough and found.returned.reaches(rules.second_visit_percent)
    return Criterion("second_visit", _("Newcomers who come back"), met, Who.MEMBERS, found.returned.words, missing)


def _contributors(rules: Rules, now: Measures) -> Criterion:
    share, authors = now.people.contributors, now.people.authors
    met = authors >= rules.pilot_contributors and share.reaches(rules.contributor_percent)
    missing = _("%(least)s people besides the hosts must write, and %(percent)s%% of the members.") % {
        "least": rules.pilot_contributors,
        "percent": rules.contributor_percent,
    }
    return Criterion("contributors", _("Members who write"), met, Who.MEMBERS, share.words, missing)


def _answers(rules: Rules, now: Measures) -> Criterion:
    """A percentage when there are questions enough, else none that waits."""
    replies, label = now.first_reply, _("Answers within 24 open hours")
    if replies.questions >= rules.questions_least:
        missing = _("%(percent)s%% of the questions must be answered in a day.") % {"percent": rules.reply_percent}
        met = replies.within_24h.reaches(rules.reply_percent)
        return Criterion("answers", label, met, Who.MEMBERS, replies.within_24h.words, missing)
    waiting = replies.unanswered.k
    missing = ngettext(
        "%(n)s question has waited for two open days.", "%(n)s questions have waited for two open days.", waiting
    ) % {"n": waiting}
    value = ngettext("%(n)s question", "%(n)s questions", replies.questions) % {"n": replies.questions}
    return Criterion("answers", label, not waiting, Who.MEMBERS, value, missing)


def _clarity(rules: Rules, now: Measures) -> Criterion:
    """Below five answers nobody learns what was answered."""
    clear, label = now.clarity, _("Members who know why they are there")
    least = max(rules.clarity_answers, clear.share.least)
    if clear.share.n < least:
        lacking = least - clear.share.n
        missing = ngettext("%(n)s answer more.", "%(n)s answers more.", lacking) % {"n": lacking}
        return Criterion("clarity", label, None, Who.MEMBERS, clear.answers, missing)
    missing = _("%(percent)s%% must say yes.") % {"percent": rules.clarity_percent}
    met = clear.share.reaches(rules.clarity_percent)
    return Criterion("clarity", label, met, Who.ANIMATOR, clear.words, missing)


def _dependence(now: People, most: int) -> Criterion:
    share, label = now.dependence, _("Written by the hosts")
    if not share.is_told:
        missing = _("Said from %(least)s contributions in four weeks on.") % {"least": share.least}
        return Criterion("dependence", label, None, Who.MEMBERS, _of(share.k, share.n), missing)
    missing = _("%(percent)s%% at most may come from the hosts: let others answer first.") % {"percent": most}
    return Criterion("dependence", label, not share.exceeds(most), Who.ANIMATOR, share.words, missing)


def _unmeasured(code: str, label: str) -> Criterion:
    """Part of the gate, and not counted by this release: said, never assumed."""
    return Criterion(
        code, label, None, Who.ADMIN, missing=_("Not measured yet: an administrator judges, and says why.")
    )


@criteria(Stage.THRIVING)
def it_thrives(communities: Sequence[Community], rules: Rules, at: datetime) -> dict[int, list[Criterion]]:
    """G4. Six queries."""
    measures = measures_for(frame_of(communities, at=at))
    opened = entered(communities, Stage.OPEN)
    found: dict[int, list[Criterion]] = {}
    for community in communities:
        since = opened.get(community.pk, community.created_at)
        days = (at - since).days
        until = (since + timedelta(days=rules.thriving_days)).date()
        found[community.pk] = [
            Criterion(
                "open_days", _("Days open"), days >= rules.thriving_days, Who.TIME, _of(days, rules.thriving_days),
                _("Possible from %(day)s.") % {"day": _on(until)},
            ),
            _dependence(measures[community.pk].people, rules.thriving_dependence_percent),
            _unmeasured("health", _("Health")),
            _unmeasured("weekly_return", _("Members who come back each week")),
            _unmeasured("relay", _("A relay who said yes")),
            _unmeasured("story", _("A result that is told")),
        ]  # fmt: skip
    return found


@criteria(WAVE)
def the_last_wave_came_back(communities: Sequence[Community], rules: Rules, at: datetime) -> dict[int, list[Criterion]]:
    """Nothing to say before a first wave. Three queries."""
    waves = dict(
        Wave.objects.sent()
        .filter(community__in=communities)
        .order_by("community_id", "-number")
        .distinct("community_id")
        .values_list("community", "pk")
    )
    places = [community for community in communities if community.pk in waves]
    found: dict[int, list[Criterion]] = {}
    for pk, second in second_visits_of_waves(frame_of(places, at=at), waves).items() if places else ():
        share = second.returned
        if share.n:
            missing = _("%(percent)s%% of the last wave must come back first.") % {
                "percent": rules.second_visit_percent
            }
        elif second.pending:
            missing = ngettext(
                "%(n)s newcomer is still in their first two weeks.",
                "%(n)s newcomers are still in their first two weeks.",
                second.pending,
            ) % {"n": second.pending}
        else:
            missing = _("Nobody of the last wave has come yet.")
        met = share.reaches(rules.second_visit_percent)
        found[pk] = [Criterion("last_wave", _("The last wave comes back"), met, Who.MEMBERS, share.words, missing)]
    return found
