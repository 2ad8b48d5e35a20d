"""Who may do what, decided in memory."""

import pytest

from accounts.models import Person
from communities.models import Community
from communities.policies import CommunityPolicy
from posts.models import Post, Reply
from posts.policies import PostPolicy, ReplyPolicy

AUTHOR, OTHER = 1, 2
VERBS = ("reply", "react", "edit", "delete", "accept", "pin", "follow", "read_history")


def may(verb, *, role, viewer=OTHER, stage="open", visibility="open", kind="question", deleted=False):
    community = Community(stage=stage, visibility=visibility)
    post = Post(kind=kind, author=Person(pk=AUTHOR), deleted_at="now" if deleted else None)
    return getattr(PostPolicy(post, viewer, CommunityPolicy(community, role)), verb)()


@pytest.mark.parametrize(
    ("role", "viewer", "verbs"),
    [
        (None, OTHER, {"follow", "read_history"}),
        (None, AUTHOR, {"follow", "read_history"}),
        ("member", OTHER, {"reply", "react", "follow", "read_history"}),
        ("member", AUTHOR, {"reply", "react", "edit", "delete", "accept", "follow", "read_history"}),
        ("coanimator", OTHER, {"reply", "react", "delete", "accept", "pin", "follow", "read_history"}),
        ("animator", OTHER, {"reply", "react", "delete", "accept", "pin", "follow", "read_history"}),
        ("animator", AUTHOR, set(VERBS)),
    ],
)
def test_each_role_has_its_verbs(role, viewer, verbs):
    """R-AZ-07: only the author edits; hosts delete, accept and pin."""
    assert {verb for verb in VERBS if may(verb, role=role, viewer=viewer)} == verbs


def test_nothing_is_written_in_an_archived_community():
    allowed = {verb for verb in VERBS if may(verb, role="animator", viewer=AUTHOR, stage="archived")}

    assert allowed == {"read_history"}


def test_nothing_is_done_to_a_deleted_post():
    assert not [verb for verb in VERBS if may(verb, role="animator", viewer=AUTHOR, deleted=True)]


def test_only_questions_have_an_answer():
    assert not may("accept", role="animator", kind="message")


def test_strangers_do_not_follow_what_they_cannot_read():
    assert not may("follow", role=None, visibility="private")


@pytest.mark.parametrize(
    ("role", "viewer", "verbs"),
    [
        (None, OTHER, {"read_history"}),
        ("member", OTHER, {"reply", "react", "read_history"}),
        ("member", AUTHOR, {"reply", "react", "edit", "delete", "read_history"}),
        ("coanimator", OTHER, {"reply", "react", "delete", "accept", "read_history"}),
    ],
)
def test_replies_have_their_own_author(role, viewer, verbs):
    community = CommunityPolicy(Community(stage="open", visibility="open"), role)
    post = PostPolicy(Post(kind="question", author=Person(pk=9)), viewer, community)
    policy = ReplyPolicy(Reply(author=Person(pk=AUTHOR)), viewer, post)

    allowed = {
        verb for verb in ("reply", "react", "edit", "delete", "accept", "read_history") if getattr(policy, verb)()
    }

    assert allowed == verbs
