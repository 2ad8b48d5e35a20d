"""An end is announced: members know the day and why, and it may be withdrawn until then."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils.timezone import now

from communities import tasks
from communities.actions import (
    announce_closing,
    archive_announced,
    change_stage,
    tell_what_is_due,
    withdraw_closing,
)
from communities.days import in_days, today_in
from communities.events import StageChanged
from communities.models import Closing, Community, Rules, StageChange
from communities.timeboxes import due
from core import events
from core.policies import Conflict
from notifications.models import Notification
from posts.models import Post
from tests.communities.test_at_once import at_once
from tests.factories import make_community, make_person

WORDS = {"reason": "Leaks are down by half: thank you.", "ended_as": "success"}


def seen(community):
    return Community.objects.get(pk=community.pk)


def told(person):
    return list(Notification.objects.filter(person=person, kind="membership").values_list("detail", flat=True))


def comes(community, days=2):
    """The announced day is that many days ago."""
    Closing.objects.filter(community=community).update(closes_on=today_in(community) - timedelta(days=days))


@pytest.mark.parametrize("stage", ["pilot", "open", "thriving", "needs_help"])
def test_members_are_told_two_weeks_before(as_, animator, member, stage):
    community = make_community(animator, members=[member], stage=stage, slug="pumps", name="Pumps")

    response = as_(animator).post("/communities/pumps/archive/", WORDS)

    assert response.status_code == 303
    day = in_days(community, 14)
    assert (seen(community).stage, seen(community).closes_on) == (stage, day)
    assert told(member) == [f"closes-{day}"]
    assert f"closes on {day.day} " in as_(member).get("/notifications/").text


@pytest.mark.parametrize("path", ["", "about/", "members/"])
def test_its_pages_say_the_day_the_word_and_who_decided(as_, community, animator, member, path):
    announce_closing(animator, community, **WORDS)

    page = as_(member).get(f"/communities/{community.slug}/{path}").text

    assert "This community closes on" in page
    assert "Leaks are down by half" in page
    assert f"{animator.display_name} ·" in page
    assert "Withdraw the end" not in page


def test_who_does_not_read_a_private_one_does_not_read_its_closing_word(as_, private_community, animator, outsider):
    announce_closing(animator, private_community, **WORDS)

    page = as_(outsider).get("/communities/bids/about/").text

    assert "Leaks are down" not in page


def test_until_then_everything_goes_on(community, animator, member):
    announce_closing(animator, community, **WORDS)
    comes(community, days=-1)

    assert archive_announced() == 0
    assert seen(community).stage == "open"


def test_on_the_day_the_worker_archives_it(community, animator, member):
    announce_closing(animator, community, **WORDS)
    comes(community, days=0)

    tasks.archive_what_was_announced(timestamp=0)

    ended = seen(community)
    assert (ended.stage, ended.ended_as, ended.closes_on, ended.shelved) == ("archived", "success", None, False)
    change = ended.stage_changes.get(stage="archived")
    assert (change.by, change.reason) == (animator, WORDS["reason"])
    assert Post.objects.get(community=community, pinned_at__isnull=False).body == WORDS["reason"]
    assert told(member) == ["archived"]


def test_the_worker_archives_it_once(community, animator):
    announce_closing(animator, community, **WORDS)
    comes(community)

    assert [archive_announced(), archive_announced()] == [1, 0]
    assert StageChange.objects.filter(community=community, stage="archived").count() == 1


def test_a_worker_that_dies_leaves_it_due_and_the_others_end(community, animator, member):
    """All of it or nothing: the next run makes up for it."""
    other = make_community(animator, members=[member])
    for place in (community, other):
        announce_closing(animator, place, **WORDS)
        comes(place)

    def dies(fact):
        if fact.change.community == community:
            raise RuntimeError

    events._reactions[StageChanged].append(dies)
    try:
        assert archive_announced() == 1
    finally:
        events._reactions[StageChanged].remove(dies)
    assert (seen(community).stage, seen(other).stage) == ("open", "archived")
    assert not Post.objects.filter(community=community).exists()

    assert archive_announced() == 1
    assert seen(community).stage == "archived"


@pytest.mark.django_db(transaction=True)
def test_two_workers_archive_it_once():
    community = make_community()
    announce_closing(community.memberships.get().person, community, **WORDS)
    comes(community)

    assert sorted(at_once(archive_announced, archive_announced)) == [0, 1]
    assert StageChange.objects.filter(community=community, stage="archived").count() == 1


def test_the_day_is_the_communitys_own(animator):
    there = make_community(animator, timezone="Pacific/Auckland")
    here = make_community(animator, timezone="America/Los_Angeles")
    for place in (here, there):
        announce_closing(animator, place, **WORDS)
    Closing.objects.update(closes_on=date(2027, 1, 10))
    noon_in_london = datetime(2027, 1, 9, 12, tzinfo=UTC)

    assert archive_announced(noon_in_london) == 1
    assert (seen(there).stage, seen(here).stage) == ("archived", "open")


def test_it_is_withdrawn_and_members_are_told(as_, community, animator, member):
    announce_closing(animator, community, **WORDS)

    response = as_(animator).post("/communities/pumps/archive/withdraw/", {"reason": "Another client."})

    assert response.status_code == 303
    assert seen(community).closes_on is None
    assert told(member) == ["goes-on"]
    comes(community)
    assert archive_announced() == 0
    about = as_(member).get("/communities/pumps/about/").text
    assert "Its end is withdrawn" in about
    assert "Another client." in about
    announce_closing(animator, seen(community), **WORDS)


def test_what_is_not_announced_is_not_withdrawn(community, animator):
    with pytest.raises(Conflict, match="No end is announced"):
        withdraw_closing(animator, community)


def test_it_is_announced_once(as_, community, animator):
    announce_closing(animator, community, **WORDS)

    response = as_(animator).post("/communities/pumps/archive/", WORDS)

    assert response.status_code == 409
    assert "announced already" in response.text
    assert WORDS["reason"] in response.text.partition("this is what you wrote")[2]


@pytest.mark.parametrize(("days", "sentence"), [
    (13, "at the earliest"), (-1, "at the earliest"), (400, "Within a year"),
])  # fmt: skip
def test_a_day_too_near_or_too_far_is_refused_and_the_word_kept(as_, community, animator, days, sentence):
    day = {"closes_on": in_days(community, days)}

    response = as_(animator).post("/communities/pumps/archive/", WORDS | day)

    assert response.status_code == 422
    assert sentence in response.text
    assert "Leaks are down by half" in response.text
    assert not Closing.objects.exists()


def test_another_day_may_be_chosen(as_, community, animator):
    as_(animator).post("/communities/pumps/archive/", WORDS | {"closes_on": in_days(community, 40)})

    assert seen(community).closes_on == in_days(community, 40)


def test_the_notice_is_the_administrators_to_set(community, animator):
    Rules.objects.create(pk=1, notice_days=3)

    assert announce_closing(animator, community, **WORDS).closes_on == in_days(community, 3)


def test_a_stage_may_change_meanwhile_and_the_end_stands(community, animator, administrator):
    announce_closing(animator, community, **WORDS)
    change_stage(administrator, seen(community), "needs_help")
    comes(community)

    assert archive_announced() == 1


def test_no_decision_is_asked_of_what_ends(animator):
    community = make_community(animator, stage="needs_help")
    community.stage_changes.update(at=now() - timedelta(days=60))
    assert len(due()) == 1
    announce_closing(animator, community, **WORDS)

    assert due() == []
    assert tell_what_is_due() == []


def test_the_banner_costs_one_statement_more(as_, community, animator, member, django_assert_num_queries):
    browser = as_(member)
    browser.get("/communities/pumps/")
    with django_assert_num_queries(6):
        browser.get("/communities/pumps/")
    announce_closing(animator, community, **WORDS)
    with django_assert_num_queries(7):
        browser.get("/communities/pumps/")


def test_who_has_no_part_in_it_does_not_come_to_the_page_of_its_end(as_, community, member, coanimator):
    for person in (member, coanimator, make_person()):
        assert as_(person).get("/communities/pumps/archive/").status_code == 403
        assert as_(person).post("/communities/pumps/archive/withdraw/").status_code == 403
