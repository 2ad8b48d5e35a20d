"""The poster on top of a community's pages."""

from datetime import UTC, datetime

import pytest

from communities.hero import hero
from communities.models import StageChange
from communities.policies import CommunityPolicy


def of(community, person, **more):
    return hero(community, CommunityPolicy.of(person, community), here="feed", **more)


def test_it_shows_who_hosts_and_with_whom(community, member, animator, coanimator):
    shown = of(community, member)

    assert shown.host == animator
    assert shown.cohosts == [coanimator]


def test_it_costs_one_query(community, member, django_assert_num_queries):
    may = CommunityPolicy.of(member, community)

    with django_assert_num_queries(1):
        hero(community, may, here="feed", contributors=2)


@pytest.mark.parametrize(
    ("stage", "words"),
    [("draft", "In preparation"), ("pilot", "Pilot since 3 March 2025"), ("open", "Open since 3 March 2025"),
     ("thriving", "Thriving since 3 March 2025"), ("archived", "Archived since 3 March 2025")],
)  # fmt: skip
def test_the_stage_is_said_in_words(community, animator, stage, words):
    community.stage_changes.all().delete()
    StageChange.objects.create(community=community, stage=stage, at=datetime(2025, 3, 3, 9, tzinfo=UTC))
    community.stage = stage

    assert of(community, animator).stage == words


def test_readers_are_not_told_that_a_community_needs_help(community, member):
    community.stage_changes.update(at=datetime(2025, 3, 3, 9, tzinfo=UTC))
    StageChange.objects.create(community=community, stage="needs_help")
    community.stage = "needs_help"

    assert of(community, member).stage == "Open since 3 March 2025"


def test_tabs_depend_on_what_one_may_do(community, private_community, animator, coanimator, member, outsider):
    def labels(community, person):
        return [tab.label for tab in of(community, person).tabs]

    assert labels(community, outsider) == labels(community, member) == ["Feed", "Members", "About"]
    assert labels(community, coanimator) == ["Feed", "Members", "About", "Next step", "Calendar", "Invitations"]
    assert labels(community, animator) == [
        "Feed",
        "Members",
        "About",
        "Next step",
        "Calendar",
        "Invitations",
        "Settings",
    ]
    assert labels(private_community, outsider) == ["About"]


def test_only_who_may_join_is_offered_to(community, private_community, outsider, member):
    assert of(community, outsider).may.join()
    assert not of(community, member).may.join()
    assert not of(private_community, outsider).may.join()
