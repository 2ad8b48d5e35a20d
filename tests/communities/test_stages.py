"""The life of a community, one step after another: R-RC-04."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from communities.actions import archive_community, change_stage, reopen_community
from communities.events import StageChanged
from communities.models import Community
from core.policies import Conflict
from tests.communities import heard
from tests.factories import close


def seen(community):
    return Community.objects.get(pk=community.pk)


def test_an_administrator_moves_it_to_its_next_stage(community, administrator):
    with heard(StageChanged) as facts:
        change = change_stage(administrator, community, "thriving", reason="Four good weeks")

    assert seen(community).stage == "thriving"
    assert (change.by, change.reason) == (administrator, "Four good weeks")
    assert [(fact.before, fact.change.stage) for fact in facts] == [("open", "thriving")]


@pytest.mark.parametrize("who", ["animator", "coanimator", "member"])
def test_members_do_not_choose_the_stage(community, who, request):
    with pytest.raises(PermissionDenied):
        change_stage(request.getfixturevalue(who), community, "thriving")


@pytest.mark.parametrize("stage", ["draft", "seeding", "pilot", "open", "archived", "nonsense"])
def test_a_stage_follows_only_those_it_may(community, administrator, stage):
    with pytest.raises(ValidationError):
        change_stage(administrator, community, stage)
    assert seen(community).stage == "open"


def test_who_comes_second_is_told_what_happened(community, administrator):
    """R-RC-04: the change is made from the stage one saw."""
    stale = seen(community)
    change_stage(administrator, community, "needs_help")

    with pytest.raises(Conflict, match="Needs help"):
        change_stage(administrator, stale, "thriving")


def test_archiving_needs_a_closing_word_everywhere(community, administrator):
    with pytest.raises(ValidationError):
        archive_community(administrator, community, reason=" ", at_once="The client leaves today.")


@pytest.mark.parametrize("who", ["coanimator", "member", "outsider"])
def test_others_do_not_end_nor_reopen_it_from_its_pages(as_, community, who, request):
    browser = as_(request.getfixturevalue(who))

    assert browser.post(f"/communities/{community.slug}/archive/", {"reason": "x"}).status_code == 403
    assert browser.post(f"/communities/{community.slug}/reopen/").status_code == 403
    assert seen(community).stage == "open"


def test_reopened_it_takes_up_where_it_stopped(as_, community, animator, administrator):
    change_stage(administrator, community, "thriving", reason="Lively")
    close(animator, seen(community), reason="Pause")

    assert as_(animator).post(f"/communities/{community.slug}/reopen/").status_code == 303
    assert seen(community).stage == "thriving"


def test_what_is_not_archived_is_not_reopened(community, animator):
    with pytest.raises(Conflict):
        reopen_community(animator, community)


def test_members_do_not_reopen(community, member, administrator):
    close(administrator, community)
    with pytest.raises(PermissionDenied):
        reopen_community(member, seen(community))


WRITES = [
    ("join", "outsider", {}),
    ("leave", "member", {}),
    ("settings", "animator", {"name": "A", "purpose": "B", "hue": "1", "version": "1"}),
    ("settings/visibility", "animator", {"visibility": "private"}),
    ("archive", "animator", {"reason": "again", "ended_as": "lesson"}),
    ("members/aminata/role", "animator", {"role": "coanimator"}),
    ("members/aminata/remove", "animator", {"reason": "x"}),
    ("members/aminata/hand-over", "animator", {}),
    ("invitations", "animator", {
        "email": "n@example.org", "why_you": "w" * 20, "expected": "e", "gain": "g"}),
]  # fmt: skip


@pytest.mark.parametrize(("path", "who", "data"), WRITES)
def test_an_archived_community_refuses_every_write(as_, community, member, who, path, data, request):
    """B.1: archived, every write 409."""
    Community.objects.update(stage="archived")
    data = data | {"tile": community.tile} if path == "settings" else data

    response = as_(request.getfixturevalue(who)).post(f"/communities/{community.slug}/{path}/", data)

    assert response.status_code == 409
    assert "archived" in response.text
