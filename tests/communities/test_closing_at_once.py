"""Without notice: what nobody has come to, and what an administrator says cannot wait."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.timezone import now

from communities.actions import announce_closing, archive_announced, archive_community
from tests.communities.test_closing import WORDS, seen
from tests.factories import make_community


def test_a_host_does_not_archive_at_once(as_, community, animator):
    with pytest.raises(PermissionDenied):
        archive_community(animator, community, **WORDS, at_once="I want to")

    as_(animator).post("/communities/pumps/archive/", WORDS | {"at_once": "I want to"})
    assert seen(community).stage == "open"


def test_an_administrator_does_with_a_reason_that_stays_in_its_story(as_, community, administrator, member):
    with pytest.raises(ValidationError, match="why it cannot wait"):
        archive_community(administrator, community, **WORDS)

    sent = WORDS | {"at_once": "The client asks for it today."}
    assert as_(administrator).post("/communities/pumps/archive/", sent).status_code == 303

    assert seen(community).stage == "archived"
    about = as_(member).get("/communities/pumps/about/").text
    assert "Without notice to its members: “The client asks for it today.”" in about
    assert "Its end is announced" not in about


def test_what_was_announced_may_be_archived_before_its_day_by_an_administrator(as_, community, animator, administrator):
    announce_closing(animator, community, **WORDS)

    archive_community(administrator, seen(community), reason="Today.", ended_as="lesson", at_once="A leak of data")

    assert archive_announced(now() + timedelta(days=30)) == 0
    assert (seen(community).ended_as, seen(community).closes_on) == ("lesson", None)
    about = as_(animator).get("/communities/pumps/about/").text
    assert "Its end is announced for" in about
    assert "A leak of data" in about


@pytest.mark.parametrize("stage", ["idea", "draft", "seeding"])
def test_what_nobody_has_come_to_is_archived_at_once(as_, animator, stage):
    community = make_community(animator, stage=stage, slug="pumps")
    page = as_(animator).get("/communities/pumps/archive/").text
    assert "Nobody has come yet" in page
    assert "closes_on" not in page

    assert as_(animator).post("/communities/pumps/archive/", WORDS).status_code == 303

    assert (seen(community).stage, seen(community).shelved) == ("archived", True)
