"""One row a day for who was there: pages and acts, members alone; and what is left after thirteen months."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Person
from posts import actions
from pulse.models import ClarityAsk, Visit, VisitMonth
from pulse.visits import fold_old_visits
from tests.factories import make_community, make_person, make_post, make_question, make_reply

pytestmark = pytest.mark.django_db
NOON = datetime(2037, 5, 12, 12, tzinfo=UTC)  # far ahead: PostgreSQL, which knows sessions, does not travel


def days(person):
    return [str(day) for day in Visit.objects.filter(person=person).order_by("day").values_list("day", flat=True)]


@pytest.fixture
def question(animator, community):
    with time_machine.travel(NOON - timedelta(days=9), tick=False):
        return make_question(animator, community)


@pytest.mark.parametrize(
    "address",
    [
        "/communities/pumps/",
        "/communities/pumps/?open=1",
        "/communities/pumps/about/",
        "/communities/pumps/members/",
        "{}",
    ],
)
@time_machine.travel(NOON, tick=False)
def test_a_page_inside_a_community_is_a_day_of_visit_once(as_, member, question, address):
    for _ in range(2):
        as_(member).get(address.format(question.get_absolute_url()))

    assert days(member) == ["2037-05-12"]


@time_machine.travel(NOON, tick=False)
def test_what_a_script_or_a_browser_asks_for_by_itself_is_none(as_, member, question):
    browser, address = as_(member), question.get_absolute_url()
    for headers in ({"HX-Request": "true"}, {"Sec-Purpose": "prefetch"}):
        for page in ("/communities/pumps/", "/communities/pumps/members/", address):
            browser.get(page, headers=headers)
    browser.get("/posts/news/?community=pumps")
    browser.get("/")
    browser.post("/posts/seen/", {"post": question.pk})

    assert days(member) == []


@time_machine.travel(NOON, tick=False)
def test_passing_by_is_none(as_, outsider, administrator, question):
    for person in (outsider, administrator):
        for page in ("/communities/pumps/", "/communities/pumps/about/", question.get_absolute_url()):
            assert as_(person).get(page).status_code == 200

    assert not Visit.objects.filter(person__in=[outsider, administrator]).exists()


def test_what_one_does_is_a_visit_without_any_page(member, question, animator):
    with time_machine.travel(NOON, tick=False):
        actions.toggle_reaction(member, question, "useful")
    with time_machine.travel(NOON + timedelta(days=1), tick=False):
        reply = make_reply(member, question)
    with time_machine.travel(NOON + timedelta(days=2), tick=False):
        make_post(member, question.community)
    with time_machine.travel(NOON + timedelta(days=3), tick=False):
        actions.toggle_reaction(animator, reply, "thanks")
        actions.accept_answer(animator, reply)

    assert days(member) == ["2037-05-12", "2037-05-13", "2037-05-14"]
    assert days(animator) == ["2037-05-03", "2037-05-15"]


def test_the_day_is_the_communitys_own(as_, member, animator):
    make_community(animator, members=[member], slug="tokyo", timezone="Asia/Tokyo")
    make_community(animator, members=[member], slug="reunion", timezone="America/Martinique")
    with time_machine.travel(datetime(2037, 5, 12, 23, 30, tzinfo=UTC), tick=False):
        as_(member).get("/communities/tokyo/")
        as_(member).get("/communities/reunion/")

    assert days(member) == ["2037-05-12", "2037-05-13"]


def test_the_second_page_of_a_day_costs_nothing_more(as_, member, question):
    browser = as_(member)

    def statements():
        with CaptureQueriesContext(connection) as queries:
            browser.get(question.get_absolute_url())
        return [query["sql"] for query in queries]

    first, second = statements(), statements()

    assert any("INSERT INTO pulse_visit" in sql for sql in first)
    assert not any("pulse_visit" in sql for sql in second)


def test_an_archive_is_read_without_being_counted(as_, member, animator):
    make_community(animator, members=[member], slug="old", stage="archived")

    as_(member).get("/communities/old/")

    assert days(member) == []


@time_machine.travel(datetime(2026, 6, 17, 4, tzinfo=UTC), tick=False)
def test_visits_are_kept_thirteen_months_then_months_remain_unless_they_tell_of_somebody(community, private_community):
    people = [make_person() for _ in range(5)]
    for n, person in enumerate(people):
        Visit.objects.create(community=community, person=person, day=date(2025, 4, 1 + n))
        Visit.objects.create(community=community, person=person, day=date(2025, 4, 20))
        Visit.objects.create(community=community, person=person, day=date(2025, 6, 1))
    Visit.objects.create(community=private_community, person=people[0], day=date(2025, 5, 31))
    ClarityAsk.objects.create(community=community, person=people[0], asked_at=datetime(2025, 5, 31, tzinfo=UTC))
    kept = ClarityAsk.objects.create(
        community=community, person=people[0], asked_at=datetime(2025, 6, 1, 12, tzinfo=UTC)
    )

    fold_old_visits()
    fold_old_visits()

    assert {visit.day for visit in Visit.objects.all()} == {date(2025, 6, 1)}
    assert [(row.community, row.month, row.people, row.days) for row in VisitMonth.objects.all()] == [
        (community, date(2025, 4, 1), 5, 10)
    ]
    assert ClarityAsk.objects.get() == kept


def test_no_page_of_the_administration_shows_them():
    from django.contrib import admin

    assert {Visit, VisitMonth, ClarityAsk}.isdisjoint(admin.site._registry)


def test_they_go_with_the_person():
    person = make_person()
    community = make_community()
    Visit.objects.create(community=community, person=person, day=date(2026, 5, 1))

    Person.objects.filter(pk=person.pk).delete()

    assert not Visit.objects.exists()
