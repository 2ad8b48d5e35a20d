"""Asking somebody to host, and their answer: nobody hosts without having said yes."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from communities.actions import (
    accept_mandate,
    archive_community,
    decline_mandate,
    propose_host,
    renew_mandate,
    resign_as_host,
    withdraw_mandate,
)
from communities.events import HostLeft, HostProposed, MandateAnswered
from communities.hosting import hosting_of
from communities.models import Community
from core.policies import Conflict
from tests.communities import heard
from tests.factories import make_community, make_person

ASK = {"person": "@claire", "words": "You have handled these returns for two years."}


@pytest.fixture
def draft(administrator):
    community = make_community(make_person("Nobody"), stage="draft", slug="draft", created_by=administrator)
    community.memberships.all().delete()
    Community.objects.filter(pk=community.pk).update(member_count=0)
    return community


@pytest.fixture
def mandate(draft, administrator, animator):
    return propose_host(administrator, draft, animator, words="You know these pumps.")


def test_who_is_asked_reads_what_it_means_and_says_yes(as_, draft, administrator, animator, coanimator):
    assert as_(administrator).post("/communities/draft/host/", ASK).status_code == 303
    page = as_(animator).get("/communities/draft/mandate/").text
    assert draft.purpose in page
    assert ASK["words"] in page

    answer = {"hours": 3, "weeks": 10, "substitute": "Bastien Roche"}
    assert as_(animator).post("/communities/draft/mandate/accept/", answer).status_code == 303

    hosting = hosting_of(draft)
    assert (hosting.host, hosting.hours, hosting.weeks, hosting.substitute) == (animator, 3, 10, coanimator)


def test_the_facts_are_stated(draft, administrator, animator):
    with heard(HostProposed) as asked, heard(MandateAnswered) as answered:
        mandate = propose_host(administrator, draft, animator)
        accept_mandate(animator, mandate, hours=2, weeks=8)

    assert [fact.mandate for fact in asked] == [fact.mandate for fact in answered] == [mandate]


def test_a_no_has_a_reason_and_may_name_somebody_else(as_, draft, mandate, animator, coanimator, administrator):
    browser = as_(animator)
    assert browser.post("/communities/draft/mandate/decline/", {"reason": " "}).status_code == 422

    answer = {"reason": "No time before June.", "substitute": "@bastien"}
    assert browser.post("/communities/draft/mandate/decline/", answer).status_code == 303

    page = as_(administrator).get("/communities/draft/host/").text
    assert "No time before June." in page
    assert "Ask Bastien Roche" in page
    assert as_(administrator).post("/communities/draft/host/", {"person": "@bastien"}).status_code == 303
    assert hosting_of(draft).asked.person == coanimator


def test_once_they_have_said_no_it_is_hidden_from_them_again(as_, draft, mandate, animator):
    assert as_(animator).get("/communities/draft/mandate/").status_code == 200
    decline_mandate(animator, mandate, reason="No time.")

    assert as_(animator).get("/communities/draft/mandate/").status_code == 404
    assert not Community.objects.visible_to(animator).filter(pk=draft.pk).exists()


def test_others_do_not_find_the_question(as_, draft, mandate, outsider, administrator):
    assert as_(outsider).get("/communities/draft/mandate/").status_code == 404
    assert as_(administrator).get("/communities/draft/mandate/").status_code == 404
    with pytest.raises(PermissionDenied):
        accept_mandate(outsider, mandate, hours=2, weeks=8)


def test_one_person_is_asked_at_a_time(draft, mandate, administrator, coanimator):
    with pytest.raises(Conflict, match="has not answered yet"):
        propose_host(administrator, draft, coanimator)

    withdraw_mandate(administrator, mandate)
    assert propose_host(administrator, draft, coanimator).person == coanimator


def test_asking_twice_is_asking_once(draft, mandate, administrator, animator):
    assert propose_host(administrator, draft, animator) == mandate


def test_a_withdrawn_question_has_no_answer_any_more(draft, mandate, administrator, animator):
    withdraw_mandate(administrator, mandate)

    with pytest.raises(Conflict, match="withdrawn"):
        accept_mandate(animator, mandate, hours=2, weeks=8)


def test_one_answers_once(mandate, animator):
    accept_mandate(animator, mandate, hours=2, weeks=8)

    with pytest.raises(Conflict, match="already"):
        decline_mandate(animator, mandate, reason="After all, no.")


def test_nobody_says_yes_to_what_has_ended(draft, mandate, administrator, animator):
    archive_community(administrator, Community.objects.get(pk=draft.pk), reason="Not needed.")

    with pytest.raises(Conflict, match="archived"):
        accept_mandate(animator, mandate, hours=2, weeks=8)


@pytest.mark.parametrize("wrong", [{"hours": 0}, {"hours": 41}, {"weeks": 0}, {"weeks": 10**9}])
def test_the_time_is_one_that_exists(as_, draft, mandate, animator, wrong):
    response = as_(animator).post("/communities/draft/mandate/accept/", {"hours": 2, "weeks": 8} | wrong)

    assert response.status_code == 422
    with pytest.raises(ValidationError):
        accept_mandate(animator, mandate, **({"hours": 2, "weeks": 8} | wrong))


def test_a_substitute_is_somebody_else_who_is_there(as_, draft, mandate, animator, coanimator):
    with pytest.raises(ValidationError, match="somebody else"):
        accept_mandate(animator, mandate, hours=2, weeks=8, substitute=animator)
    coanimator.is_active = False
    with pytest.raises(ValidationError, match="can sign in"):
        accept_mandate(animator, mandate, hours=2, weeks=8, substitute=coanimator)

    answer = {"hours": 2, "weeks": 8, "substitute": "nobody of this name"}
    response = as_(animator).post("/communities/draft/mandate/accept/", answer)
    assert response.status_code == 422
    assert "Nobody here answers to" in response.text


def test_a_name_that_several_have_asks_which(as_, draft, mandate, animator):
    make_person("Paul Martin", handle="paul-m")
    make_person("Paul Martin-Roux", handle="paul-r")
    make_person("Paula Martin", handle="paula")
    answer = {"hours": 2, "weeks": 8, "substitute": "martin"}

    page = as_(animator).post("/communities/draft/mandate/accept/", answer).text

    assert "@paul-m" in page
    assert "@paula" in page


def test_a_substitute_who_leaves_is_none(draft, mandate, animator, coanimator):
    accept_mandate(animator, mandate, hours=2, weeks=8, substitute=coanimator)
    coanimator.is_active = False
    coanimator.save()

    assert hosting_of(draft).substitute is None


def test_a_host_who_came_with_an_import_says_their_time_later(as_, community, animator):
    assert hosting_of(community).hours == 0

    as_(animator).post(f"/communities/{community.slug}/mandate/accept/", {"hours": 2, "weeks": 8})

    assert hosting_of(community).hours == 2
    with pytest.raises(PermissionDenied):
        renew_mandate(make_person(), community, hours=2, weeks=8)


# Stopping


def test_who_stops_stays_as_a_member_and_nobody_hosts_it(as_, community, animator):
    with heard(HostLeft) as facts:
        response = as_(animator).post(f"/communities/{community.slug}/host/resign/", {"reason": "I change jobs."})

    assert response.status_code == 303
    assert community.memberships.get(person=animator).role == "member"
    assert [(fact.person, fact.reason) for fact in facts] == [(animator, "I change jobs.")]


def test_who_stops_may_leave(community, animator):
    resign_as_host(animator, community, reason="I leave.", leave=True)

    community.refresh_from_db()
    assert community.member_count == 2
    assert community.memberships.get(person=animator).left_words == "I leave."


def test_stopping_has_a_reason(as_, community, animator):
    response = as_(animator).post(f"/communities/{community.slug}/host/resign/", {"reason": ""})

    assert response.status_code == 422
    assert 'role="alert"' in response.text
    assert community.memberships.get(person=animator).role == "animator"


def test_stopping_twice_says_that_it_is_done(community, animator):
    resign_as_host(animator, community, reason="I stop.")

    with pytest.raises(Conflict):
        resign_as_host(animator, community, reason="I stop.")


def test_whom_they_named_is_asked_first(as_, community, administrator, animator, coanimator):
    renew_mandate(animator, community, hours=2, weeks=8, substitute=coanimator)
    resign_as_host(animator, community, reason="I stop.")

    page = as_(administrator).get(f"/communities/{community.slug}/host/").text

    assert "Nobody hosts it at present." in page
    assert "Asked, without an answer yet" in page
    assert "Bastien Roche" in page
    assert "ask them first" not in page
