"""Who was asked to host what, in one list: D1."""

import re

import pytest

from communities.actions import accept_mandate, decline_mandate, propose_host, withdraw_mandate
from tests.factories import make_community, make_person

LIST = "/admin/communities/mandate/"


@pytest.fixture
def desk(as_, administrator):
    return as_(administrator)


@pytest.fixture
def asked(administrator, outsider):
    draft = make_community(stage="draft", name="Old pumps")
    return propose_host(administrator, draft, outsider, words="You drew half of them.", hours=3, weeks=10)


def rows(page):
    return page.count('class="field-answered"')


def test_the_list_says_who_was_asked_for_what_when_and_the_answer(desk, asked, member):
    accept_mandate(asked.person, asked, hours=3, weeks=10, substitute=member)

    page = desk.get(LIST).text

    assert rows(page) == 1
    for words in ("Gérard Pommier", "Old pumps", "Accepted", "Aminata Diallo", "Émilie Faure"):
        assert words in page
    assert re.search(r'field-hours">\s*3\s*<', page)
    assert re.search(r'field-weeks">\s*10\s*<', page)


def test_it_is_filtered_by_the_answer(desk, asked, administrator):
    places = [make_community(stage="draft") for _ in range(3)]
    requests = [propose_host(administrator, place, make_person()) for place in places]
    accept_mandate(requests[0].person, requests[0], hours=2, weeks=8)
    decline_mandate(requests[1].person, requests[1], reason="No time")
    withdraw_mandate(administrator, requests[2])

    counts = {answer: rows(desk.get(f"{LIST}?answer={answer}").text) for answer in (
        "waiting", "accepted", "declined", "withdrawn", "nonsense",
    )}  # fmt: skip

    assert counts == {"waiting": 1, "accepted": 1, "declined": 1, "withdrawn": 1, "nonsense": 4}


def test_it_is_found_by_name(desk, asked):
    assert rows(desk.get(f"{LIST}?q=gérard").text) == 1
    assert rows(desk.get(f"{LIST}?q=old+pumps").text) == 1
    assert rows(desk.get(f"{LIST}?q=nobody").text) == 0


def test_one_is_read_and_withdrawn_but_not_changed(desk, asked):
    page = desk.get(f"{LIST}{asked.pk}/change/")
    assert "You drew half of them." in page.text
    desk.post(f"{LIST}{asked.pk}/change/", {"hours": 40})

    desk.post(f"{LIST}{asked.pk}/withdraw/")

    asked.refresh_from_db()
    assert asked.hours == 3
    assert asked.withdrawn_at is not None
    assert f"{asked.pk}/withdraw/" not in desk.get(f"{LIST}{asked.pk}/change/").text
    assert desk.post(f"{LIST}{asked.pk}/delete/", {"post": "yes"}).status_code == 403


def test_reading_the_address_of_an_act_changes_nothing(desk, asked):
    """R-CS-04"""
    desk.get(f"{LIST}{asked.pk}/withdraw/")

    asked.refresh_from_db()
    assert asked.withdrawn_at is None


def test_what_was_answered_meanwhile_is_said(desk, asked):
    accept_mandate(asked.person, asked, hours=2, weeks=8)

    assert "has answered already" in desk.post(f"{LIST}{asked.pk}/withdraw/", follow=True).text


def test_of_secret_communities_it_says_nothing(desk, secret_community, animator, outsider):
    """D1"""
    request = propose_host(animator, secret_community, secret_community.memberships.get(role="member").person)

    assert rows(desk.get(LIST).text) == 0
    assert desk.get(f"{LIST}{request.pk}/change/").status_code in (302, 404)
    assert desk.post(f"{LIST}{request.pk}/withdraw/").status_code == 404


@pytest.mark.parametrize("who", ["animator", "member"])
def test_others_do_not_find_it(as_, asked, who, request):
    assert as_(request.getfixturevalue(who)).get(LIST).status_code in (302, 404)


def test_the_list_costs_the_same_for_one_and_for_many(desk, asked, administrator, django_assert_max_num_queries):
    desk.get(LIST)
    with django_assert_max_num_queries(15) as one:
        desk.get(LIST)
    for _ in range(5):
        propose_host(administrator, make_community(stage="draft"), make_person())
    with django_assert_max_num_queries(len(one)):
        desk.get(LIST)
