"""An administrator begins a community: a name, a sentence, a person who is asked to answer for it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from communities import tiles
from communities.actions import create_community
from communities.events import CommunityCreated, MemberJoined
from communities.models import Community
from communities.slugs import slug_of
from tests.communities import heard

PURPOSE = "Tell every lost bid within the week, so that the next ones start better prepared."


def create(actor, animator, **fields):
    return create_community(actor, **{"name": "Lost bids", "purpose": PURPOSE, "animator": animator, **fields})


def test_it_is_a_draft_whose_host_is_asked(administrator, animator, coanimator):
    with heard(CommunityCreated) as created, heard(MemberJoined) as joined:
        community = create(administrator, animator, coanimators=[coanimator, animator])

    roles = dict(community.memberships.values_list("person__handle", "role"))
    assert roles == {"bastien": "coanimator"}
    assert [(mandate.person, mandate.answer) for mandate in community.mandates.all()] == [(animator, "")]
    assert community.member_count == 1
    assert community.stage == "draft"
    assert [(c.stage, c.by) for c in community.stage_changes.all()] == [("draft", administrator)]
    assert [fact.by for fact in created] == [administrator]
    assert len(joined) == 1


def test_who_begins_it_to_host_it_has_said_yes(administrator):
    community = create(administrator, administrator)

    assert community.memberships.get().role == "animator"
    mandate = community.mandates.get()
    assert (mandate.answer, mandate.hours, mandate.weeks) == ("accepted", 2, 8)


def test_a_host_may_be_looked_for_later(administrator):
    community = create(administrator, None)

    assert (community.stage, community.member_count) == ("draft", 0)
    assert not community.mandates.exists()


def test_only_administrators_create_communities(animator):
    with pytest.raises(PermissionDenied):
        create(animator, animator)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Zéro fuite", "zero-fuite"),
        ("Retours d’appels d’offres", "retours-d-appels-d-offres"),
        ("Cœur de métier", "coeur-de-metier"),
        ("日本", "community"),
        ("-- !! A !! --", "a"),
    ],
)
def test_the_address_is_the_name_without_accents(name, slug):
    assert slug_of(name) == slug


def test_a_taken_address_gets_a_number_and_reserved_ones_are_left(administrator, animator):
    first, second = create(administrator, animator), create(administrator, animator)
    new = create(administrator, animator, name="New")

    assert (first.slug, second.slug, new.slug) == ("lost-bids", "lost-bids-2", "new-2")


def test_the_address_of_a_secret_community_tells_nothing_about_names(administrator, animator):
    """R-AZ-04"""
    hidden = create(administrator, animator, visibility="secret")
    shown = create(administrator, animator)

    assert hidden.slug.startswith("lost-bids-")
    assert len(hidden.slug) == len("lost-bids-") + 6
    assert shown.slug == "lost-bids"


def test_hue_and_tile_come_from_the_address(administrator, animator):
    community = create(administrator, animator)

    assert (community.hue, community.tile) == (tiles.hue("lost-bids"), tiles.draw("lost-bids"))


@pytest.mark.parametrize("purpose", ["", "   ", "…!", "\u200b\u202e", "x" * 501])
def test_a_purpose_says_something_in_500_characters(administrator, animator, purpose):
    """R-RB-02"""
    with pytest.raises(ValidationError):
        create(administrator, animator, purpose=purpose)
    assert not Community.objects.exists()


def test_names_and_purposes_are_one_clean_line(administrator, animator):
    """R-UN-01, R-IN-05"""
    community = create(administrator, animator, name="Lost\u202e\r\nbids", purpose="Tell\nthem\u0000 all.")

    assert (community.name, community.purpose) == ("Lost bids", "Tell them all.")
