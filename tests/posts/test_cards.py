"""What a card offers is what the policy allows: a button never leads to a refusal, and none is missing."""

from itertools import product

import pytest

from accounts.models import Person
from communities.models import Community
from communities.policies import CommunityPolicy
from posts.cards import Viewer, post_card, reply_card
from posts.models import Post, Reply
from posts.policies import PostPolicy, ReplyPolicy

AUTHOR = Person(pk=1, handle="aminata", display_name="Aminata Diallo")
OTHER = Person(pk=2, handle="gerard", display_name="Gérard Pommier")
ROLES = [None, "member", "coanimator", "animator"]
WORLDS = list(product(ROLES, [AUTHOR, OTHER], ["question", "message"], ["open", "archived"], [None, "deleted"]))


def community_as_seen_by(role, stage):
    return CommunityPolicy(Community(stage=stage, visibility="open"), role)


@pytest.mark.parametrize(("role", "person", "kind", "stage", "deleted"), WORLDS)
def test_a_post_offers_what_may_be_done(role, person, kind, stage, deleted):
    post = Post(pk=7, author=AUTHOR, kind=kind, deleted_at=deleted, created_at=None)
    policy = PostPolicy(post, person.pk, community_as_seen_by(role, stage))
    card = post_card(post, Viewer(person, role or "", bool(role) and stage != "archived"))

    offered = (card.may_reply, card.may_edit, card.may_delete, card.may_pin, card.may_accept, card.reactions.may_react)
    allowed = (policy.reply(), policy.edit(), policy.delete(), policy.pin(), policy.accept(), policy.react())
    assert offered == allowed


@pytest.mark.parametrize(("role", "person", "kind", "stage", "deleted"), WORLDS)
def test_a_reply_offers_what_may_be_done(role, person, kind, stage, deleted):
    post = Post(pk=7, author=OTHER, kind=kind)
    reply = Reply(pk=8, post=post, author=AUTHOR, deleted_at=deleted, created_at=None)
    policy = ReplyPolicy(reply, person.pk, PostPolicy(post, person.pk, community_as_seen_by(role, stage)))
    card = reply_card(reply, Viewer(person, role or "", bool(role) and stage != "archived"), post)

    offered = (card.may_reply, card.may_edit, card.may_delete, card.may_accept, card.reactions.may_react)
    allowed = (policy.reply(), policy.edit(), policy.delete(), policy.accept(), policy.react())
    assert offered == allowed
