"""Who may do what, without a database."""

from types import SimpleNamespace

import pytest

from communities.models import Community
from communities.policies import CommunityPolicy, may_create_community, require_alive
from core.policies import Conflict

ROLES = [None, "member", "coanimator", "animator"]


def may(role=None, *, stage="open", visibility="open", **more):
    return CommunityPolicy(Community(stage=stage, visibility=visibility), role, **more)


def who(verb, **place):
    return [role for role in ROLES if getattr(may(role, **place), verb)()]


@pytest.mark.parametrize(
    ("verb", "place", "allowed"),
    [
        ("read", {}, ROLES),
        ("read", {"visibility": "private"}, ROLES[1:]),
        ("read", {"visibility": "secret"}, ROLES[1:]),
        ("read", {"stage": "draft"}, ROLES[2:]),
        ("read", {"stage": "seeding"}, ROLES[2:]),
        ("read", {"stage": "archived"}, ROLES),
        ("post", {}, ROLES[1:]),
        ("post", {"stage": "seeding"}, ROLES[2:]),
        ("post", {"stage": "archived"}, []),
        ("join", {}, [None]),
        ("join", {"stage": "draft"}, []),
        ("join", {"visibility": "private"}, []),
        ("join", {"visibility": "secret"}, []),
        ("join", {"stage": "archived"}, []),
        ("join", {"was_removed": True}, []),
        ("join", {"stage": "pilot"}, []),
        ("join_later", {"stage": "pilot"}, [None]),
        ("join_later", {"stage": "pilot", "visibility": "private"}, []),
        ("join_later", {"stage": "pilot", "was_removed": True}, []),
        ("join_later", {}, []),
        ("leave", {}, ROLES[1:]),
        ("invite", {}, ROLES[2:]),
        ("invite", {"stage": "seeding"}, []),
        ("moderate", {}, ROLES[2:]),
        ("moderate", {"stage": "archived"}, []),
        ("change_roles", {}, ["animator"]),
        ("edit_settings", {}, ["animator"]),
        ("edit_settings", {"stage": "archived"}, []),
        ("propose_host", {}, ["animator"]),
        ("propose_host", {"stage": "draft", "is_creator": True}, ROLES),
        ("propose_host", {"is_creator": True}, ["animator"]),
        ("propose_host", {"stage": "archived"}, []),
        ("prepare", {"stage": "draft"}, ROLES[2:]),
        ("prepare", {"stage": "idea", "is_creator": True}, ROLES),
        ("prepare", {}, []),
        ("follow_life", {}, ROLES[2:]),
        ("contest", {}, ["animator"]),
        ("contest", {"stage": "draft"}, ROLES[2:]),
        ("begin_pilot", {"stage": "seeding"}, ["animator"]),
        ("ask_opening", {"stage": "pilot"}, ["animator"]),
        ("ask_opening", {}, []),
        ("archive", {}, ["animator"]),
        ("archive", {"stage": "archived"}, []),
        ("reopen", {}, []),
        ("reopen", {"stage": "archived"}, ["animator"]),
        ("change_stage", {}, []),
    ],
)
def test_the_table(verb, place, allowed):
    assert who(verb, **place) == allowed


def test_administrators_run_the_network_but_read_like_anybody():
    """D1"""
    administrator = may(is_staff=True, visibility="private")

    assert not administrator.read()
    assert not administrator.post()
    assert not administrator.edit_settings()
    assert not administrator.change_roles()
    assert administrator.change_stage()
    assert administrator.archive()
    assert administrator.propose_host()


@pytest.mark.parametrize(
    ("role", "target", "allowed"),
    [
        ("animator", "member", True),
        ("animator", "coanimator", True),
        ("animator", "animator", False),
        ("coanimator", "member", True),
        ("coanimator", "coanimator", False),
        ("coanimator", "animator", False),
        ("member", "member", False),
        (None, "member", False),
    ],
)
def test_who_removes_whom(role, target, allowed):
    """R-AZ-10"""
    assert may(role).remove(target) is allowed


def test_an_archived_place_refuses_with_a_sentence():
    require_alive(SimpleNamespace(stage="open", visibility="open"))
    with pytest.raises(Conflict, match="archived"):
        require_alive(SimpleNamespace(stage="archived", visibility="open"))


def test_only_administrators_create():
    assert may_create_community(SimpleNamespace(is_staff=True))
    assert not may_create_community(SimpleNamespace(is_staff=False))
