"""An idea comes from anybody; an administrator accepts it or sends it back; who began it prepares it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from communities.actions import (
    accept_proposal,
    prepare_community,
    propose_again,
    propose_community,
    send_back_proposal,
    was_sent_back,
)
from communities.events import CommunityProposed, ProposalAnswered
from communities.models import Community
from core.policies import Conflict, TooMany
from tests.communities import heard
from tests.factories import make_community, make_person

IDEA = {
    "name": "Dock incidents",
    "purpose": "Tell each dock incident within the day to halve the blocked trucks.",
    "problem": "Trucks wait two hours for the same reason every week.",
    "visibility": "open",
}


@pytest.fixture
def idea(outsider):
    return propose_community(outsider, **IDEA)


def test_anybody_proposes_from_the_directory(as_, outsider):
    browser = as_(outsider)
    assert 'href="/communities/new/"' in browser.get("/communities/").text
    page = browser.get("/communities/new/").text
    assert 'data-rse="community.create"' in page

    with heard(CommunityProposed) as facts:
        response = browser.post("/communities/new/", IDEA)

    community = Community.objects.get()
    assert (response.status_code, response.url) == (303, f"/communities/{community.slug}/prepare/")
    assert (community.stage, community.created_by, community.problem) == ("idea", outsider, IDEA["problem"])
    assert len(facts) == 1


@pytest.mark.parametrize("wrong", [{"purpose": "  "}, {"name": "\u200b"}, {"problem": ""}, {"visibility": "secret"}])
def test_what_is_missing_is_said_and_the_text_kept(as_, outsider, wrong):
    response = as_(outsider).post("/communities/new/", IDEA | wrong)

    assert response.status_code == 422
    assert 'role="alert"' in response.text
    assert all(text in response.text for name, text in IDEA.items() if name not in wrong and name != "visibility")
    assert not Community.objects.exists()


def test_an_administrator_begins_a_draft_in_the_same_form(as_, administrator):
    response = as_(administrator).post("/communities/new/", IDEA | {"next": "host", "visibility": "secret"})

    community = Community.objects.get()
    assert (community.stage, community.visibility) == ("draft", "secret")
    assert response.url == f"/communities/{community.slug}/host/"


def test_only_administrators_and_its_proposer_know_of_an_idea(as_, idea, outsider, member, administrator):
    assert [
        as_(person).get(f"/communities/{idea.slug}/prepare/").status_code for person in (outsider, administrator)
    ] == [200, 200]
    assert as_(member).get(f"/communities/{idea.slug}/prepare/").status_code == 404
    assert "Dock incidents" not in as_(member).get("/communities/").text


def test_accepted_it_is_a_draft_that_its_proposer_prepares(idea, outsider, administrator):
    with heard(ProposalAnswered) as facts:
        accept_proposal(administrator, idea)

    idea.refresh_from_db()
    assert (idea.stage, [fact.accepted for fact in facts]) == ("draft", [True])
    prepare_community(outsider, idea, version=idea.version, success_sign="trucks wait ten minutes")
    idea.refresh_from_db()
    assert idea.success_sign == "trucks wait ten minutes"


def test_its_address_tells_nothing_of_what_one_may_not_see_until_it_is_read(outsider, member, administrator):
    """R-AZ-04: the same answer whether a draft, an idea or a secret community has that name, or nobody."""
    first, second = propose_community(outsider, **IDEA), propose_community(member, **IDEA)
    make_community(name="Free name", slug="free-name", stage="draft")
    third = propose_community(member, **IDEA | {"name": "Free name"})

    for idea, stem in ((first, "dock-incidents-"), (second, "dock-incidents-"), (third, "free-name-")):
        assert idea.slug.startswith(stem)
        assert len(idea.slug) == len(stem) + 6
    accept_proposal(administrator, first)
    first.refresh_from_db()
    assert (first.slug, first.uid) == ("dock-incidents", "dock-incidents")


def test_nobody_accepts_their_own(idea, outsider):
    with pytest.raises(PermissionDenied):
        accept_proposal(outsider, idea)
    with pytest.raises(PermissionDenied):
        send_back_proposal(outsider, idea, "No")


def test_sent_back_with_words_it_is_rewritten_and_proposed_again(as_, idea, outsider, administrator):
    url = f"/communities/{idea.slug}/prepare"
    assert as_(administrator).post(f"{url}/back/", {"words": " "}).status_code == 422
    assert as_(administrator).post(f"{url}/back/", {"words": "Which docks?"}).status_code == 303
    assert was_sent_back(idea)
    assert "Which docks?" in as_(outsider).get(f"/communities/{idea.slug}/gate/").text
    assert "Propose it again" in as_(outsider).get(f"{url}/").text

    with heard(CommunityProposed) as facts:
        assert as_(outsider).post(f"{url}/again/").status_code == 303

    assert len(facts) == 1
    assert not was_sent_back(idea)
    with pytest.raises(Conflict):
        propose_again(outsider, idea)


def test_an_answered_proposal_is_not_answered_again(idea, administrator):
    accept_proposal(administrator, idea)

    with pytest.raises(Conflict, match="answered already"):
        send_back_proposal(administrator, idea, "After all, no.")


def test_five_proposals_a_day(outsider):
    for _ in range(5):
        propose_community(outsider, **IDEA)
    with pytest.raises(TooMany):
        propose_community(outsider, **IDEA)


def test_machines_propose_nothing(db):
    with pytest.raises(PermissionDenied):
        propose_community(make_person(is_bot=True), **IDEA)


# Preparing


@pytest.fixture
def draft(animator):
    return make_community(animator, stage="draft", slug="draft", name="Draft")


def fields(community, **more):
    return {"name": community.name, "purpose": community.purpose, "version": community.version, **more}


def test_a_sentence_is_kept_whatever_the_check_says(as_, draft, animator):
    vague = "Communicate better."
    response = as_(animator).post("/communities/draft/prepare/", fields(draft, purpose=vague))

    draft.refresh_from_db()
    assert response.status_code == 303
    assert draft.purpose == vague


def test_who_saves_second_is_told_and_keeps_their_text(as_, draft, animator, administrator):
    """R-RC-03"""
    as_(administrator).post("/communities/draft/prepare/", fields(draft, purpose="The first sentence, on seals."))
    mine = "My own sentence, on seals as well."

    response = as_(animator).post("/communities/draft/prepare/", fields(draft, purpose=mine))

    assert response.status_code == 409
    assert mine in response.text
    assert "The first sentence, on seals." in response.text
    draft.refresh_from_db()
    assert as_(animator).post("/communities/draft/prepare/", fields(draft, purpose=mine)).status_code == 303


def test_what_invitations_will_say_is_written_at_the_third_step(as_, draft, animator):
    texts = {"for_whom": "You know these seals.", "expected": "Ten minutes a week.", "gain": "Fewer returns."}

    as_(animator).post("/communities/draft/prepare/members/", texts | {"version": draft.version})

    draft.refresh_from_db()
    assert (draft.for_whom, draft.expected, draft.gain) == tuple(texts.values())


def test_who_saves_the_third_step_second_sees_what_is_saved_beside_their_own(as_, draft, animator, administrator):
    """R-RC-03"""
    prepare_community(administrator, draft, version=draft.version, gain="Fewer returns.")
    address, mine = "/communities/draft/prepare/members/", {"gain": "An hour less each week."}

    response = as_(animator).post(address, mine | {"version": draft.version})

    assert response.status_code == 409
    assert mine["gain"] in response.text
    assert "<dd>Fewer returns.</dd>" in response.text


def test_too_long_a_text_is_refused_by_the_action_too(draft, animator):
    for name in ("for_whom", "problem", "name"):
        with pytest.raises(ValidationError):
            prepare_community(animator, draft, version=1, **{name: "x" * 501})


def test_once_it_lives_its_settings_take_over(as_, community, animator):
    assert as_(animator).get(f"/communities/{community.slug}/prepare/").url == f"/communities/{community.slug}/gate/"
    with pytest.raises(Conflict):
        prepare_community(animator, community, version=1, gain="More")


def test_the_sentences_that_worked_are_those_one_may_see(as_, outsider, animator):
    from tests.factories import make_post

    members = [make_person() for _ in range(4)]
    shown = make_community(animator, members=members, purpose="Halve the leaks under warranty by telling each return.")
    hidden = make_community(animator, members=members, visibility="secret", purpose="Prepare the takeover of Durand.")
    private = make_community(animator, members=members, visibility="private", purpose="Show the gestures that hurt.")
    for place in (shown, hidden, private):
        make_post(members[0], place)

    page = as_(outsider).get("/communities/new/").text

    assert shown.purpose in page
    assert hidden.purpose not in page
    assert private.purpose not in page
    assert "1 of 5 wrote in four weeks" in page
