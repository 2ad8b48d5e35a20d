"""Figures of a day that is over are worked out once, and hold until something of that day changes."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.utils.timezone import now
from django.utils.translation import override

from communities.actions import change_stage
from communities.gates import gates_ahead
from communities.models import Community, Membership, Rules
from core.overview import overview
from posts.actions import delete_post, delete_reply
from pulse import daily
from pulse.actions import close_day, open_day
from pulse.board import board
from pulse.daily import kept_figures, past_changed, work_out_all
from pulse.figures import read, told
from pulse.measures import frame_of, measure
from pulse.models import DailyPulse
from pulse.tasks import work_out
from rsenet.network.importer import import_lines
from tests.factories import make_community, make_person, make_post, make_reply
from tests.pulse.worlds import D, Village, before, lively, moment
from tests.rsenet.networks import CLOSURE, COMMUNITY, OTHER, PERSON, dump

pytestmark = pytest.mark.django_db


@pytest.fixture
def worked_out(monkeypatch):
    """How many communities were measured, each time something was."""
    times = []

    def count(frame):
        times.append(len(frame.communities))
        return measures_of(frame)

    measures_of = daily.measures_of
    monkeypatch.setattr(daily, "measures_of", count)
    return times


def kept_measures(frame):
    return kept_figures(frame).measures


def kept_returned(frame):
    return kept_figures(frame).returned


def kept(*villages, on=D):
    return kept_measures(frame_of([village.community for village in villages], on=on))


def yesterday(community):
    return kept_measures(frame_of([community]))[community.pk]


def test_what_is_kept_is_what_was_measured(village):
    full, people = lively()
    waiting = full.asks(people[0], moment(25))
    full.writes(full.host)
    places = [full.community, village.community]

    first, again = (kept_measures(frame_of(places, on=D)) for _ in range(2))

    assert first == again == measure(places, on=D)
    assert again[full.community.pk].first_reply.waiting
    assert again[full.community.pk].people.last_words >= waiting.created_at
    assert DailyPulse.objects.exclude(community=None).count() == 2


def test_every_figure_survives_being_written():
    full, people = lively()
    for n, person in enumerate(people):
        question = full.asks(person, moment(18, 9 + n))
        if n % 3:
            full.replies(people[n - 1], question, moment(18, 10 + n))
    [measures] = measure([full.community], on=D).values()
    [nothing] = measure([Village().community], on=D).values()

    assert measures.first_reply.median.hours
    assert (read(D, told(measures)), read(D, told(nothing))) == (measures, nothing)


def test_the_second_time_costs_one_statement(village, worked_out, django_assert_num_queries):
    kept(village)
    frame = frame_of([village.community, make_community()], on=D)
    kept_measures(frame)

    with django_assert_num_queries(1):
        kept_measures(frame)

    assert worked_out == [1, 1]  # what was there already is not measured again


def test_each_day_has_its_own(village, worked_out):
    kept(village)
    kept(village, on=D + timedelta(days=1))
    kept(village)

    assert worked_out == [1, 1]


def test_what_is_deleted_is_measured_no_more(worked_out):
    community = make_community(members=[author := make_person()])
    post, reply = make_post(author, community), make_reply(author, make_post(author, community))
    two_days = timedelta(days=2)
    for message in (post, reply.post, reply):
        type(message).objects.filter(pk=message.pk).update(created_at=now() - two_days)
    Membership.objects.filter(community=community).update(joined_at=now() - timedelta(days=30))
    assert yesterday(community).people.dependence.n == 3

    delete_post(author, post)
    assert yesterday(community).people.dependence.n == 2

    delete_reply(author, reply)
    assert yesterday(community).people.dependence.n == 1
    assert worked_out == [1, 1, 1]


def test_what_is_deleted_on_its_own_day_changes_nothing_yet(worked_out):
    community = make_community(members=[author := make_person()])
    yesterday(community)

    delete_post(author, make_post(author, community))
    yesterday(community)

    assert worked_out == [1]


def test_a_day_off_declared_late_counts(village, administrator, worked_out):
    person, other = village.joins(), make_community()
    village.replies(person, village.asks(village.joins(), moment(20)), moment(22))
    assert kept(village)[village.community.pk].first_reply.median.hours == 48
    kept_measures(frame_of([other], on=D))

    closure = close_day(administrator, date(2026, 5, 21), village.community)
    assert kept(village)[village.community.pk].first_reply.median.hours == 24
    kept_measures(frame_of([other], on=D))
    assert worked_out == [1, 1, 1]  # the other's hold

    close_day(administrator, closure.day, village.community)  # declared already
    kept(village)
    assert worked_out == [1, 1, 1]

    open_day(administrator, closure)
    assert kept(village)[village.community.pk].first_reply.median.hours == 48


def test_a_day_off_of_the_whole_company_counts_everywhere(village, administrator, worked_out):
    kept(village)
    close_day(administrator, date(2026, 5, 21))
    kept(village)

    assert worked_out == [1, 1]


def test_another_clock_or_zone_measures_again(village, settings, worked_out):
    kept(village)
    settings.COUNT_WEEKENDS = True
    kept(village)
    village.community.timezone = "Asia/Tokyo"
    kept(village)
    kept(village)

    assert worked_out == [1, 1, 1]


def test_an_import_measures_again(village, worked_out):
    kept(village)
    import_lines(dump(PERSON, OTHER, COMMUNITY, CLOSURE))
    kept(village)
    import_lines(dump(PERSON, OTHER, COMMUNITY, CLOSURE))  # nothing is new
    kept(village)

    assert worked_out == [1, 1]


def test_what_changes_while_it_is_measured_is_not_missed(village, monkeypatch, worked_out):
    measures_of = daily.measures_of

    def slowly(frame):
        found = measures_of(frame)
        past_changed([village.community.pk])
        return found

    monkeypatch.setattr(daily, "measures_of", slowly)
    kept(village)
    monkeypatch.setattr(daily, "measures_of", measures_of)
    kept(village)
    kept(village)

    assert worked_out == [1, 1]


def test_a_day_that_has_hardly_ended_is_not_kept_yet(village, monkeypatch):
    """Who acted in its last second may still be writing."""
    midnight = moment(D + timedelta(days=1), 0)
    monkeypatch.setattr(daily, "now", lambda: midnight + timedelta(minutes=1))
    kept(village)
    kept_returned(frame_of([village.community], on=D))
    assert not DailyPulse.objects.exists()

    monkeypatch.setattr(daily, "now", lambda: midnight + timedelta(minutes=6))
    kept(village)
    assert DailyPulse.objects.exists()


def test_who_came_back_is_counted_once(village, django_assert_num_queries):
    person = village.joins()
    village.comes(person, before(20), before(2))
    frame = frame_of([village.community], on=D)
    assert kept_returned(frame) == 1

    with django_assert_num_queries(1):
        assert kept_returned(frame) == 1

    other = make_community()
    assert kept_returned(frame_of([village.community, other], on=D)) == 1
    past_changed([other.pk])
    village.comes(person2 := village.joins(), before(20), before(2))
    assert kept_returned(frame_of([village.community, other], on=D)) == 2
    assert person2 != person
    assert kept_returned(frame_of([])) == 0


def test_the_worker_keeps_what_the_roadmap_shows(worked_out):
    for stage in ("pilot", "open", "draft", "archived"):
        make_community(stage=stage)
    make_community(visibility="secret")
    old = DailyPulse.objects.create(day=now().date() - timedelta(days=9), basis="", changes=0, figures={})

    work_out(0)
    work_out(0)
    board(now())

    assert worked_out == [2]
    assert not DailyPulse.objects.filter(pk=old.pk).exists()
    assert DailyPulse.objects.filter(community=None).count() == 1


def test_rules_change_what_is_said_of_them_at_once(worked_out):
    village, _people = lively()
    village.community.stage = Community.Stage.PILOT
    at, places = moment(D + timedelta(days=1), 9), [village.community]

    def holds(rules):
        with overview():
            daily.read_for("measures", places, lambda missing: kept_measures(frame_of(missing, at=at)))
            found = gates_ahead(places, rules=rules, at=at)[village.community.pk]
        return {criterion.code: criterion.met for criterion in found.criteria}["members"]

    assert (holds(Rules(pilot_members=9)), holds(Rules(pilot_members=10))) == (True, False)
    assert worked_out == [1]


def test_a_step_is_never_taken_on_what_is_kept(administrator):
    """The roadmap shows figures that are wrong (here by hand); who opens the community is told how it stands."""
    full, _people = lively()
    empty = make_community(stage="pilot", members=[make_person()])
    work_out_all()
    row = DailyPulse.objects.get(community=empty)
    row.figures = told(measure([full.community], on=D)[full.community.pk])
    row.save()

    [shown] = [card for card in board(now()).cards if card.community == empty]
    assert {criterion.code: criterion.met for criterion in shown.gate.criteria}["second_visit"] is True

    with override("en"), pytest.raises(ValidationError, match="Newcomers who come back: 0 newcomers"):
        change_stage(administrator, empty, "open")


@pytest.mark.django_db(transaction=True)
def test_many_who_ask_at_once_measure_once(worked_out):
    from tests.communities.test_at_once import at_once

    community = make_community()
    frame = frame_of([community])

    outcomes = at_once(*[partial(kept_measures, frame)] * 4)

    assert all(outcome == outcomes[0] for outcome in outcomes)
    assert worked_out == [1]
