"""A host says when they are away and who answers meanwhile."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.timezone import now

from communities.absences import absences
from communities.actions import (
    change_role,
    declare_absence,
    forget_absences,
    renew_mandate,
    resign_as_host,
    withdraw_absence,
)
from communities.days import today_in
from communities.models import Absence, Membership
from core.policies import Conflict
from notifications.models import Notification
from tests.factories import make_community, make_person


def days(community, start, end):
    today = today_in(community)
    return {"starts_on": today + timedelta(days=start), "ends_on": today + timedelta(days=end)}


def away(host, community, start=0, end=20, **more):
    return declare_absence(host, community, **days(community, start, end), **more)


def post(browser, community, start=0, end=20, **more):
    return browser.post(f"/communities/{community.slug}/host/away/", days(community, start, end) | more)


def told(person):
    return list(Notification.objects.filter(person=person).values_list("detail", flat=True))


@pytest.mark.parametrize("path", ["", "about/", "members/"])
def test_members_read_who_answers_meanwhile(as_, community, animator, coanimator, member, path):
    assert post(as_(animator), community, stand_in="bastien").status_code == 303

    page = as_(member).get(f"/communities/pumps/{path}").text

    assert "Away until" in page
    assert "Bastien Roche answers meanwhile" in page


@pytest.mark.parametrize(("start", "end"), [(1, 20), (-20, -1)])
def test_only_while_they_are_away(as_, community, animator, coanimator, member, start, end):
    away(animator, community, stand_in=coanimator)
    Absence.objects.update(**days(community, start, end))

    assert "Away until" not in as_(member).get("/communities/pumps/about/").text


def test_who_does_not_read_a_private_one_does_not_read_it(as_, private_community, animator, outsider):
    away(animator, private_community)

    assert "Away until" not in as_(outsider).get("/communities/bids/").text


def test_nobody_may_stand_in(as_, community, animator, member):
    post(as_(animator), community)

    page = as_(member).get("/communities/pumps/about/").text
    assert "Away until" in page
    assert "answers meanwhile" not in page
    assert "Nobody stands in." in as_(animator).get("/communities/pumps/host/").text


def test_the_substitute_stands_in_and_is_proposed_first(as_, community, animator, outsider):
    renew_mandate(animator, community, hours=2, weeks=8, substitute=outsider)
    assert re.search(r'value="gerard"\s+selected', as_(animator).get("/communities/pumps/host/").text)

    away(animator, community, stand_in=outsider)

    assert absences([community])[community.pk].answering == outsider


def test_who_stands_in_is_told_and_spared(as_, community, animator, coanimator):
    other = make_person()
    Membership.objects.create(community=community, person=other, role="coanimator")
    away(animator, community, stand_in=coanimator)
    assert told(coanimator) == [f"stands-in-{days(community, 0, 20)['ends_on']}"]
    assert "you answer meanwhile" in as_(coanimator).get("/notifications/").text

    away(animator, community, stand_in=other)
    assert told(coanimator) == []
    withdraw_absence(animator, community)
    assert told(other) == []


@pytest.mark.parametrize(("start", "end", "sentence"), [
    (-3, -1, "These days are over"),
    (-1, 4, "This day is over"),
    (5, 2, "You are back before you leave"),
    (0, 366, "Longer than a year"),
    (400, 410, "Longer than a year"),
])  # fmt: skip
def test_days_that_cannot_be_are_refused_with_a_sentence(as_, community, animator, start, end, sentence):
    response = post(as_(animator), community, start, end)

    assert response.status_code == 422
    assert sentence in response.text
    assert 'role="alert"' in response.text
    assert not Absence.objects.exists()


@pytest.mark.parametrize("sent", [{"starts_on": "soon", "ends_on": "2027-02-30"}, {}, {"stand_in": "nobody-here"}])
def test_what_is_no_day_is_refused(as_, community, animator, sent):
    assert as_(animator).post("/communities/pumps/host/away/", sent).status_code == 422


def test_a_year_is_possible(community, animator):
    away(animator, community, 0, 365)


def test_one_that_has_begun_can_be_made_longer(community, animator):
    away(animator, community)
    Absence.objects.update(**days(community, -5, 1))

    away(animator, community, -5, 9)

    assert Absence.objects.get().ends_on == days(community, -5, 9)["ends_on"]


def test_the_days_are_those_of_the_community(animator):
    """Already tomorrow in Auckland: today's date elsewhere is over there."""
    auckland = make_community(animator, timezone="Pacific/Auckland")
    pago = make_community(animator, timezone="Pacific/Pago_Pago")
    assert today_in(auckland) > today_in(pago)

    with pytest.raises(ValidationError):
        declare_absence(animator, auckland, starts_on=today_in(pago), ends_on=today_in(pago))
    declare_absence(animator, pago, starts_on=today_in(pago), ends_on=today_in(pago))


@pytest.mark.parametrize("who", ["member", "outsider"])
def test_only_a_cohost_or_the_substitute_stands_in(community, animator, who, request):
    with pytest.raises(ValidationError, match="Choose a co-host"):
        away(animator, community, stand_in=request.getfixturevalue(who))


def test_who_cannot_sign_in_does_not_stand_in(as_, community, animator, coanimator):
    away(animator, community, stand_in=coanimator)
    coanimator.suspended_at = now()
    coanimator.save()

    assert absences([community])[community.pk].answering is None
    assert "Bastien" not in as_(animator).get("/communities/pumps/host/").text.partition("Away from")[2][:200]
    with pytest.raises(ValidationError):
        away(animator, community, stand_in=coanimator)


def test_who_is_no_longer_a_cohost_does_not_stand_in(community, animator, coanimator):
    away(animator, community, stand_in=coanimator)
    change_role(animator, community.memberships.get(person=coanimator), "member")

    assert absences([community])[community.pk].answering is None


def test_it_is_taken_back(as_, community, animator, member):
    away(animator, community)

    assert as_(animator).post("/communities/pumps/host/away/back/").status_code == 303
    assert "Away until" not in as_(member).get("/communities/pumps/about/").text
    with pytest.raises(Conflict):
        withdraw_absence(animator, community)


def test_it_is_the_hosts_to_say(community, coanimator, member, administrator):
    for person in (coanimator, member, administrator):
        with pytest.raises(PermissionDenied):
            away(person, community)


def test_of_who_no_longer_hosts_nothing_is_said(community, animator):
    away(animator, community)
    resign_as_host(animator, community, reason="Another job")

    assert absences([community]) == {}


def test_what_is_over_is_forgotten(community, animator):
    away(animator, community, 0, 3)
    ends = datetime.combine(days(community, 0, 3)["ends_on"], datetime.min.time(), UTC)

    assert forget_absences(ends + timedelta(days=1, hours=12)) == 0
    assert forget_absences(ends + timedelta(days=2, hours=12)) == 1


def test_many_cost_what_one_costs(community, animator, django_assert_num_queries):
    places = [community, *(make_community(animator) for _ in range(3))]
    for place in places:
        away(animator, place)
    with django_assert_num_queries(1):
        assert len(absences(places)) == 4
