"""The question above the feed: who gets it, what becomes of the answer, who sees what of it."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from communities.models import Community, Membership
from core.policies import Conflict
from pulse.actions import answer_clarity, ask_clarity, put_clarity_aside
from pulse.models import ClarityAsk, Visit
from tests.factories import make_community, make_person

QUESTION = "“I know why I am in this community.”"
MONDAY = datetime(2037, 5, 11, 9, tzinfo=UTC)  # far ahead: PostgreSQL, which knows sessions, does not travel


def came(person, community, days):
    """A first visit so many days ago."""
    stay = {"joined_at": now() - timedelta(days=days), "welcomed_at": now()}
    Membership.objects.filter(person=person, community=community).update(**stay)
    Visit.objects.create(person=person, community=community, day=(now() - timedelta(days=days)).date())


def asked(person, community, **fields):
    return ClarityAsk.objects.create(person=person, community=community, **fields)


@pytest.mark.django_db
class TestTheQuestion:
    def test_it_comes_on_the_seventh_day(self, as_, member, community):
        came(member, community, 6)
        browser = as_(member)
        assert QUESTION not in browser.get("/communities/pumps/").text
        assert not ClarityAsk.objects.exists()

        Visit.objects.filter(person=member).delete()
        came(member, community, 7)
        for _ in range(2):
            assert QUESTION in browser.get("/communities/pumps/").text
        assert ClarityAsk.objects.get().person == member

    def test_hosts_and_who_passes_by_are_not_asked(self, as_, animator, coanimator, outsider, community):
        for person in (animator, coanimator):
            came(person, community, 20)
        for person in (animator, coanimator, outsider):
            assert QUESTION not in as_(person).get("/communities/pumps/").text

    def test_another_community_waits_a_month(self, as_, member, animator, community):
        other = make_community(animator, members=[member], slug="other")
        for place in (community, other):
            came(member, place, 10)
        browser = as_(member)

        assert QUESTION in browser.get("/communities/pumps/").text
        assert QUESTION not in browser.get("/communities/other/").text

    def test_visits_of_an_earlier_stay_do_not_count(self, as_, member, community):
        came(member, community, 60)
        Membership.objects.filter(person=member).update(joined_at=now())

        assert QUESTION not in as_(member).get("/communities/pumps/").text

    def test_an_archive_asks_nothing(self, as_, member, community):
        came(member, community, 10)
        Community.objects.update(stage="archived")

        assert QUESTION not in as_(member).get("/communities/pumps/").text

    def test_the_page_costs_no_statement_more(self, as_, member, community):
        came(member, community, 10)
        browser = as_(member)
        browser.get("/communities/pumps/")

        with CaptureQueriesContext(connection) as queries:
            assert QUESTION in browser.get("/communities/pumps/").text

        assert len(queries) <= 8

    def test_it_says_beforehand_who_sees_what(self, as_, member, community):
        came(member, community, 10)

        text = as_(member).get("/communities/pumps/").text

        assert "from five answers on" in text
        assert "/measured/" in text


@pytest.mark.django_db
class TestTheAnswer:
    @pytest.fixture
    def ask(self, member, community):
        came(member, community, 10)
        return asked(member, community)

    def test_yes_in_two_taps(self, as_, member, ask):
        response = as_(member).post("/communities/pumps/pulse/", {"answer": "yes"}, follow=True)

        assert response.redirect_chain == [("/communities/pumps/", 303)]
        assert QUESTION not in response.text
        ask.refresh_from_db()
        assert (ask.answer, ask.answered_at is None) == ("yes", False)

    def test_no_offers_to_read_again_to_ask_and_to_leave(self, as_, member, animator, community, ask):
        response = as_(member).post("/communities/pumps/pulse/", {"answer": "no"}, follow=True)

        assert response.redirect_chain == [("/communities/pumps/pulse/", 303)]
        ask.refresh_from_db()
        assert ask.answer == "no"
        for offered in (community.purpose, animator.get_absolute_url(), "/communities/pumps/about/#leave"):
            assert offered in response.text

    def test_words_may_come_with_a_no(self, as_, member, ask):
        browser = as_(member)
        browser.post("/communities/pumps/pulse/", {"answer": "no"})

        response = browser.post("/communities/pumps/pulse/", {"answer": "no", "words": "Whose pumps?\n"})

        assert (response.status_code, response.url) == (303, "/communities/pumps/")
        ask.refresh_from_db()
        assert ask.words == "Whose pumps?"

    def test_not_now_sends_it_away(self, as_, member, ask):
        browser = as_(member)

        assert browser.post("/communities/pumps/pulse/", {"answer": "later"}).status_code == 303

        ask.refresh_from_db()
        assert (ask.answer, ask.closed_at is None) == ("", False)
        assert QUESTION not in browser.get("/communities/pumps/").text

    def test_in_place_with_a_script(self, as_, member, ask):
        browser, headers = as_(member), {"HX-Request": "true"}

        unclear = browser.post("/communities/pumps/pulse/", {"answer": "no"}, headers=headers)
        done = browser.post("/communities/pumps/pulse/", {"answer": "no", "words": ""}, headers=headers)

        for response in (unclear, done):
            assert response.status_code == 200
            assert 'id="pulse"' in response.text
            assert "<html" not in response.text
        assert 'name="words"' in unclear.text
        assert 'role="status"' in done.text

    @pytest.mark.parametrize(
        ("sent", "said"),
        [({"answer": "maybe"}, "Choose one"), ({"answer": "no", "words": "é" * 301}, "300 characters")],
    )
    def test_what_is_wrong_is_said_and_the_words_are_kept(self, as_, member, ask, sent, said):
        response = as_(member).post("/communities/pumps/pulse/", sent)

        assert response.status_code == 422
        assert 'role="alert"' in response.text
        assert said in response.text
        assert sent.get("words", "") in response.text

    def test_yes_takes_back_the_words_of_a_no(self, member, community, ask):
        answer_clarity(member, community, "no", words="Whose?")
        answer_clarity(member, community, "yes", words="Whose?")

        ask.refresh_from_db()
        assert (ask.answer, ask.words) == ("yes", "")

    def test_without_a_question_there_is_no_answer(self, as_, member, community):
        with pytest.raises(Conflict):
            answer_clarity(member, community, "yes")
        asked(member, community, asked_at=now() - timedelta(days=14, hours=1))
        with pytest.raises(Conflict):
            put_clarity_aside(member, community)
        assert as_(member).post("/communities/pumps/pulse/", {"answer": "yes"}).status_code == 409
        assert as_(member).get("/communities/pumps/pulse/").url == "/communities/pumps/"

    def test_hosts_do_not_answer(self, coanimator, community):
        asked(coanimator, community)

        with pytest.raises(PermissionDenied):
            answer_clarity(coanimator, community, "yes")

    def test_nonsense_is_refused(self, member, community, ask):
        with pytest.raises(ValidationError):
            answer_clarity(member, community, "")


@pytest.mark.django_db
class TestTheNumbers:
    def answers(self, community, *given, words=""):
        for answer in given:
            person = make_person()
            Membership.objects.create(community=community, person=person, joined_at=now() - timedelta(days=9))
            moment = now() - timedelta(days=2)
            asked(
                person,
                community,
                asked_at=moment,
                answer=answer,
                answered_at=moment,
                words=words if answer == "no" else "",
            )

    def test_members_see_them_from_five_answers(self, as_, member, community):
        with time_machine.travel(MONDAY, tick=False):
            self.answers(community, "yes", "yes", "no", "yes")
            assert "4 answers so far: shown from 5" in as_(member).get("/communities/pumps/about/").text

            self.answers(community, "yes")
            assert "4 of 5 (80%, read as 38 to 96%)" in as_(member).get("/communities/pumps/about/").text

    def test_answers_of_today_are_not_shown_before_tomorrow(self, as_, member, community):
        with time_machine.travel(MONDAY, tick=False):
            self.answers(community, "yes", "yes", "no", "yes")
            newest = make_person()
            Membership.objects.create(community=community, person=newest)
            asked(newest, community, answer="no", answered_at=now())
            assert "4 answers so far" in as_(member).get("/communities/pumps/about/").text

    def test_hosts_read_the_words_without_names_from_five_answers(self, as_, member, animator, community):
        with time_machine.travel(MONDAY, tick=False):
            self.answers(community, "no", "yes", "yes", "yes", words="Whose pumps?")
            assert "Whose pumps?" not in as_(animator).get("/communities/pumps/about/").text

            self.answers(community, "yes")
            assert "Whose pumps?" in as_(animator).get("/communities/pumps/about/").text
            assert "Whose pumps?" not in as_(member).get("/communities/pumps/about/").text

    def test_who_does_not_belong_there_sees_none(self, as_, outsider, administrator, community):
        with time_machine.travel(MONDAY, tick=False):
            self.answers(community, *["yes"] * 5)
            assert "5 of 5" not in as_(outsider).get("/communities/pumps/about/").text
            assert "5 of 5" in as_(administrator).get("/communities/pumps/about/").text


@pytest.mark.django_db(transaction=True)
def test_two_pages_opened_at_once_ask_one_question():
    """In two communities: the person is asked by one."""
    person, host = make_person(), make_person()
    places = [make_community(host, members=[person]) for _ in range(2)]
    for place in places:
        came(person, place, 10)
    start = threading.Barrier(4)

    def open_page(place):
        start.wait(timeout=10)
        ask_clarity(person, place)
        connection.close()

    threads = [threading.Thread(target=open_page, args=(place,)) for place in places * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)

    assert ClarityAsk.objects.count() == 1
