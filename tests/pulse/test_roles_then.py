"""Measures ask who hosted then, not who hosts now: a measure of a past day says the same for ever."""

from datetime import date, timedelta

import pytest

from communities.actions import accept_mandate, change_role, propose_host, resign_as_host
from communities.models import FormerRole
from pulse.measures import measure
from pulse.measures.frame import frame_of
from pulse.measures.returned import returned_this_week
from pulse.shares import Share
from pulse.troubles import first_acceptances
from tests.pulse.worlds import D, before, moment

pytestmark = pytest.mark.django_db

X = moment(20, 15)  # the moment at which roles change, on a Wednesday


def of(village, on=D):
    return measure([village.community], on=on)[village.community.pk]


def counted(village, day):
    return of(village, on=date(2026, 5, day)).people.active.n


def test_who_hosted_until_a_day_is_counted_from_that_day_on(village):
    """A0: what somebody is at the end of a day holds for that day."""
    village.becomes("member", village.joins(role="coanimator"), X)

    assert [counted(village, day) for day in (10, 19, 20, 31)] == [0, 0, 1, 1]


def test_who_hosts_from_a_day_on_is_counted_until_then(village):
    village.becomes("coanimator", village.joins(), X)

    assert [counted(village, day) for day in (10, 19, 20, 31)] == [1, 1, 0, 0]


def test_a_role_held_for_a_while_leaves_no_trace_after_it(village):
    person = village.joins()
    village.becomes("coanimator", person, moment(10))
    village.becomes("coanimator", village.host, moment(12))
    village.becomes("animator", person, moment(12))
    village.becomes("member", person, moment(20))

    assert [counted(village, day) for day in (9, 10, 12, 19, 20)] == [1, 0, 0, 0, 1]


def test_a_handover_at_midnight_belongs_to_the_new_day(village):
    village.becomes("coanimator", village.joins(), moment(21, 0))

    assert [counted(village, day) for day in (20, 21)] == [1, 0]


def test_a_stay_that_ended_keeps_the_roles_it_had(village):
    person = village.joins(role="coanimator")
    village.becomes("member", person, moment(10))
    village.community.memberships.filter(person=person).update(left_at=moment(20), left_reason="left")

    assert [counted(village, day) for day in (9, 10, 19, 20)] == [0, 1, 1, 0]


def test_members_and_newcomers_of_a_past_day(village):
    village.becomes("coanimator", village.joins(date(2026, 5, 15)), X)

    assert (of(village, date(2026, 5, 19)).people.members, of(village, date(2026, 5, 19)).people.newcomers) == (1, 1)
    assert of(village, date(2026, 5, 20)).people.members == 0


def test_who_hosted_wrote_too(village):
    """A2 counts who wrote among those counted: what a former host wrote is theirs, hosting or not."""
    former = village.joins(role="coanimator")
    village.writes(former, moment(10))
    village.becomes("member", former, X)

    found = of(village).people

    assert found.contributors == Share(1, 1)
    assert found.authors == 0  # nobody has written who did not host then


def test_dependence_asks_who_hosted_when_it_was_written(village):
    """A10: on the same day, before and after."""
    former, new = village.joins(role="coanimator"), village.joins()
    village.becomes("member", former, X)
    village.becomes("coanimator", new, X)
    for hour in (9, 14):
        village.writes(former, moment(20, hour))
        village.writes(new, moment(20, hour))
    for hour in (16, 17, 18):
        village.writes(former, moment(20, hour))
        village.writes(new, moment(20, hour))

    found = of(village).people

    assert found.dependence == Share(2 + 3, 10, least=10)
    assert found.last_words == moment(20, 18)
    assert of(village, date(2026, 5, 20)).people.dependence == found.dependence


def test_first_replies_ask_who_hosted_when_they_were_given(village):
    """A7: questions of hosts are left out, replies of hosts are told apart."""
    former, new, asker = village.joins(role="coanimator"), village.joins(), village.joins()
    village.becomes("member", former, X)
    village.becomes("coanimator", new, X)
    village.asks(former, moment(18))  # a host's question: not one of a member
    village.asks(former, moment(21, 9))
    first, second = village.asks(asker, moment(19)), village.asks(asker, moment(21))
    village.replies(new, first, moment(20, 9))
    village.replies(new, second, moment(21, 15))

    found = of(village).first_reply

    assert found.questions == 3
    assert found.by_members == Share(1, 2)


def test_second_visits_leave_out_who_hosts_on_the_day(village):
    """A4: the cohort of a past day stays what it was."""
    person = village.joins(date(2026, 4, 1))
    village.comes(person, date(2026, 4, 2), date(2026, 4, 9))
    assert of(village, date(2026, 5, 19)).second_visit.returned == Share(1, 1)

    village.becomes("coanimator", person, X)

    assert of(village, date(2026, 5, 19)).second_visit.returned == Share(1, 1)
    assert of(village).second_visit.returned == Share(0, 0)


def test_clarity_asks_those_who_did_not_host_that_day(village):
    """A11."""
    people = [village.joins() for _ in range(5)]
    for person in people:
        village.is_asked(person, moment(10), "yes")
    village.becomes("coanimator", people[0], X)

    assert of(village, date(2026, 5, 19)).clarity.share == Share(5, 5)
    assert of(village).clarity.share == Share(4, 4)


def test_who_came_back_this_week_hosts_aside(village):
    person = village.joins()
    village.comes(person, 10, 17, 19)
    village.becomes("coanimator", person, X)

    assert returned_this_week(frame_of([village.community], on=date(2026, 5, 19))) == 1
    assert returned_this_week(frame_of([village.community], on=date(2026, 5, 20))) == 0


def test_a_host_who_steps_down_is_no_first_member(village):
    """The pilot's days run from the first who did not come to host, whatever becomes of them."""
    village.becomes("member", village.host, X)
    assert first_acceptances([village.community]) == {}

    village.becomes("coanimator", village.joins(date(2026, 5, 4)), X)
    assert first_acceptances([village.community]) == {village.community.pk: moment(4)}


def kept(community):
    return [
        (row.membership.person, row.role)
        for row in FormerRole.objects.filter(membership__community=community).order_by("until", "pk")
    ]


def test_each_change_of_role_is_kept_by_the_actions(community, animator, coanimator, member):
    change_role(animator, community.memberships.get(person=member), "coanimator")
    change_role(animator, community.memberships.get(person=member), "coanimator")  # nothing changes, nothing is kept
    accept_mandate(coanimator, propose_host(animator, community, coanimator), hours=2, weeks=8)
    resign_as_host(coanimator, community, reason="I change jobs.")

    assert kept(community) == [
        (member, "member"), (animator, "animator"), (coanimator, "coanimator"), (coanimator, "animator"),
    ]  # fmt: skip
    times = list(FormerRole.objects.order_by("pk").values_list("until", flat=True))
    assert times == sorted(set(times))


def test_who_never_changed_role_costs_no_row(community):
    assert kept(community) == []


def test_roles_of_the_past_cost_no_statement(village, django_assert_num_queries):
    for n in range(5):
        village.becomes("coanimator", village.joins(before(30 + n)), X + timedelta(hours=n))

    with django_assert_num_queries(5):
        measure([village.community], on=D)
