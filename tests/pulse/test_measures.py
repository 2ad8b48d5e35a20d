"""Each measure gives the example of its definition (docs/measures.md), and minds its edges."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from pulse.measures import measure
from pulse.shares import Share
from tests.factories import make_community, make_person
from tests.pulse.worlds import D, Village, before, moment

pytestmark = pytest.mark.django_db


def of(village, on=D):
    return measure([village.community], on=on)[village.community.pk]


def test_active_share(village):
    """A1: nine of twelve."""
    people = [village.joins() for _ in range(12)]
    for person in people[:5]:
        village.comes(person, 4, 12)
    village.writes(people[5], moment(31, 23.9))  # what one does is a visit
    post = village.writes(village.host)
    village.replies(people[6], post, moment(21))
    village.thanks(people[7], moment(22), post=post)
    asked = village.asks(people[8], moment(date(2026, 4, 20)))
    answer = village.replies(village.host, asked, moment(date(2026, 4, 21)))
    type(asked).objects.filter(pk=asked.pk).update(accepted_reply=answer, accepted_by=people[8], accepted_at=moment(30))
    village.comes(people[9], date(2026, 5, 3), date(2026, 6, 1))  # before and after the window

    assert of(village).people.active == Share(9, 12)


def test_who_is_counted(village):
    """Hosts, machines, newcomers of the week and leavers are not."""
    village.joins(before(6))
    village.joins(before(5))
    village.joins(role="coanimator")
    village.joins(person=make_person("Robot", is_bot=True))
    village.joins(left_at=moment(D), left_reason="left")
    village.joins(left_at=moment(D + timedelta(days=1)), left_reason="left")
    back = village.joins(date(2026, 3, 2), left_at=moment(4), left_reason="left")
    village.joins(date(2026, 5, 6), person=back)

    people = of(village).people

    assert (people.active.n, people.members, people.newcomers) == (3, 4, 1)


def test_the_days_are_those_of_the_community():
    tokyo = Village(timezone="Asia/Tokyo")
    person = tokyo.joins()
    tokyo.writes(person, moment(31, 18))  # already June there

    assert of(tokyo).people.active == Share(0, 1)
    assert of(tokyo, D + timedelta(days=1)).people.active == Share(1, 1)


def test_contributor_share(village):
    """A2: five of twelve; deleted and seeded texts do not count, replies do."""
    people = [village.joins() for _ in range(12)]
    newcomer = village.joins(before(2))
    post = village.writes(village.host)
    for person in people[:3]:
        village.writes(person)
        village.writes(person)
    for person in people[3:5]:
        village.replies(person, post, moment(21))
    village.writes(people[5], seeded_by=village.host)
    village.writes(people[6], deleted_at=moment(21))
    village.writes(people[7], moment(3))
    village.writes(newcomer)

    found = of(village).people

    assert found.contributors == Share(5, 12)
    assert found.authors == 6
    assert found.active == Share(6, 12)  # whose text was deleted had come; who was written for had not


def test_a_reply_to_an_old_post_counts(village):
    person = village.joins()
    old = village.writes(village.host, moment(date(2026, 2, 2)))
    village.replies(person, old, moment(20))

    assert of(village).people.contributors == Share(1, 1)


def test_second_visit(village):
    """A4: 15 accepted, 12 activated, 2 pending, 1 censored, 6 of 9 came back."""
    for n in range(6):
        village.comes(village.joins(before(60)), before(58), before(58 - 1 - 2 * n))  # the last one on day f + 11
    village.comes(village.joins(before(60)), before(53))  # f = a + 7, never again
    village.comes(village.joins(before(60)), before(60), before(45))  # f + 15: too late
    village.comes(village.joins(before(60), left_at=moment(before(58)), left_reason="left"), before(60))
    closed = {"left_at": moment(before(50)), "left_reason": "account_closed"}
    village.comes(village.joins(before(60), **closed), before(60))
    village.comes(village.joins(before(12)), before(10), before(9))  # back already: still pending
    village.comes(village.joins(before(12)), before(10))
    village.comes(village.joins(before(60)), before(52))  # f = a + 8: not activated
    village.joins(before(60))
    village.joins(before(89))
    village.joins(before(90))  # not of the last 90 days
    village.joins(before(60), role="coanimator")

    found = of(village).second_visit

    assert (found.activation, found.returned, found.pending, found.censored) == (Share(12, 15), Share(6, 9), 2, 1)


def test_who_came_back_before_the_account_closed_is_kept(village):
    closed = {"left_at": moment(before(50)), "left_reason": "account_closed"}
    village.comes(village.joins(before(60), **closed), before(60), before(55))

    found = of(village).second_visit

    assert (found.returned, found.censored) == (Share(1, 1), 0)


def test_those_accepted_this_week_may_still_come_a_first_time(village):
    village.joins(before(6))
    village.comes(village.joins(before(6)), before(6))

    found = of(village).second_visit

    assert (found.activation, found.pending) == (Share(0, 0), 1)


def test_what_one_does_is_a_first_and_a_second_visit(village):
    person = village.joins(before(40))
    post = village.writes(person, moment(before(39)))
    village.writes(person, moment(before(37)), seeded_by=village.host)
    assert of(village).second_visit.returned == Share(0, 1)

    village.thanks(person, moment(before(30)), reply=village.replies(village.host, post, moment(before(38))))
    assert of(village).second_visit.returned == Share(1, 1)


def test_two_pages_of_one_day_are_one_visit(village):
    person = village.joins(before(40))
    village.comes(person, before(39))
    village.writes(person, moment(before(39)))

    assert of(village).second_visit.returned == Share(0, 1)


def test_dependence_on_hosts(village):
    """A10: 11 of 40; said from ten contributions on."""
    people = [village.joins() for _ in range(5)]
    post = village.writes(village.host)
    for _ in range(9):
        village.replies(village.host, post, moment(21))
    village.writes(people[0], seeded_by=village.host)
    for n in range(29):
        village.replies(people[n % 5], post, moment(22))
    village.writes(make_person("Robot", is_bot=True))
    village.writes(people[0], deleted_at=moment(23))

    found = of(village).people

    assert found.dependence == Share(11, 40, least=10)
    assert round(found.dependence.value, 3) == 0.275
    assert found.last_words == moment(22)
    assert Share(4, 9, least=10).value is None


def test_who_hosted_that_day_is_who_counts(village):
    former = village.joins(date(2026, 3, 2), role="coanimator", left_at=moment(20), left_reason="left")
    village.writes(former, moment(10))
    village.joins(date(2026, 5, 21), person=former)
    village.writes(former, moment(25))

    assert of(village).people.dependence == Share(1, 2, least=10)


def test_clarity(village):
    """A11: seven of eight, eight of eleven asked."""
    people = [village.joins() for _ in range(12)]
    for person in people[:6]:
        village.is_asked(person, moment(10), "yes")
    village.is_asked(people[6], moment(before(120)), "no")
    village.is_asked(people[6], moment(before(91)), "yes", moment(before(89)))
    village.is_asked(people[7], moment(5), "yes")
    village.is_asked(people[7], moment(28), "no")
    for person in people[8:11]:
        village.is_asked(person, moment(12))
    village.is_asked(people[11], moment(before(95)))
    village.is_asked(village.joins(role="coanimator"), moment(10), "no")
    village.is_asked(village.joins(left_at=moment(15), left_reason="left"), moment(10), "no")
    village.is_asked(village.joins(), moment(date(2026, 6, 1)), "no")

    found = of(village).clarity

    assert (found.share, found.asked) == (Share(7, 8), 11)


def test_below_five_answers_nothing_is_said_of_them(village):
    for _ in range(4):
        village.is_asked(village.joins(), moment(10), "no")

    found = of(village).clarity

    assert not found.is_told
    with override("en"):
        assert found.words == "4 answers so far: shown from 5"


def test_many_communities_cost_what_one_costs(village, django_assert_num_queries):
    with django_assert_num_queries(5):
        measure([village.community], on=D)
    others = [make_community() for _ in range(6)]

    with django_assert_num_queries(5):
        found = measure([village.community, *others], on=D)

    assert found.keys() == {community.pk for community in [village.community, *others]}


def test_nobody_and_nothing(village):
    found = of(village)

    assert found.people.active == found.second_visit.returned == found.clarity.share == Share(0, 0)
    assert (found.people.last_words, found.first_reply.questions) == (None, 0)
    assert measure([]) == {}
