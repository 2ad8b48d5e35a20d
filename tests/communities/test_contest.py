"""Holding that a sentence is precise, whatever the check says: an administrator decides, once, and it is kept."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from communities.actions import contest_purpose, decide_contest, prepare_community
from communities.gates import gate
from communities.history import steps
from communities.models import PurposeContest
from core.policies import Conflict
from tests.factories import make_community

VAGUE = "Communauté réservée aux commerciaux pour mieux les faire communiquer entre eux."


@pytest.fixture
def draft(animator):
    return make_community(animator, stage="draft", slug="draft", purpose=VAGUE)


def missing(community):
    return {criterion.code for criterion in gate(community, "seeding").missing}


def test_a_contest_accepted_opens_the_gate_for_this_very_sentence(as_, draft, animator, administrator):
    assert "purpose" in missing(draft)
    assert as_(animator).post("/communities/draft/contest/", {"reason": ""}).status_code == 422
    assert as_(animator).post("/communities/draft/contest/", {"reason": "They know."}).status_code == 303
    contest = PurposeContest.objects.get()
    assert contest.codes

    url = f"/admin/communities/purposecontest/{contest.pk}/"
    assert "Your decision" in as_(administrator).get(f"{url}change/").text
    as_(administrator).post(f"{url}decide/", {"accepted": "yes", "words": "They do."})

    contest.refresh_from_db()
    assert (contest.decision, contest.decided_by, contest.words) == ("accepted", administrator, "They do.")
    assert "purpose" not in missing(draft)
    draft.purpose = "Une communauté pour mieux partager et communiquer ensemble au quotidien."
    draft.save()
    assert "purpose" in missing(draft)


def test_refused_it_is_to_be_rewritten_and_the_words_are_read(as_, draft, animator, administrator):
    contest = contest_purpose(animator, draft, reason="They know.")
    with pytest.raises(ValidationError):
        decide_contest(administrator, contest, accepted=False, words=" ")
    decide_contest(administrator, contest, accepted=False, words="About what?")

    assert "purpose" in missing(draft)
    assert "About what?" in as_(animator).get("/communities/draft/prepare/").text


def test_only_administrators_decide_and_once(draft, animator, administrator):
    contest = contest_purpose(animator, draft, reason="They know.")
    with pytest.raises(PermissionDenied):
        decide_contest(animator, contest, accepted=True, words="Yes")
    decide_contest(administrator, contest, accepted=True, words="Yes")
    with pytest.raises(Conflict):
        decide_contest(administrator, contest, accepted=False, words="No")


def test_one_contest_waits_at_a_time(draft, animator):
    contest_purpose(animator, draft, reason="They know.")
    with pytest.raises(Conflict):
        contest_purpose(animator, draft, reason="They know.")


def test_a_sentence_rewritten_leaves_nothing_to_decide(draft, animator, administrator):
    contest = contest_purpose(animator, draft, reason="They know.")
    prepare_community(animator, draft, version=1, purpose="Tell each lost bid to prepare the tenders of June.")

    with pytest.raises(Conflict, match="rewritten"):
        decide_contest(administrator, contest, accepted=True, words="Yes")


def test_a_precise_sentence_is_not_contested(animator):
    place = make_community(animator)
    with pytest.raises(ValidationError):
        contest_purpose(animator, place, reason="It is precise.")


def test_its_story_tells_of_the_contest_and_the_decision(as_, draft, animator, administrator):
    contest = contest_purpose(animator, draft, reason="Everybody here knows what a PX is.")
    assert "Everybody here knows what a PX is." in as_(animator).get("/communities/draft/about/").text
    decide_contest(administrator, contest, accepted=True, words="They do.")

    about = as_(animator).get("/communities/draft/about/").text

    assert "Its sentence is held to be precise" in about
    assert "An administrator accepts its sentence as it is" in about
    assert "They do." in about


def test_its_story_says_of_an_open_contest_that_it_waits_for_a_decision(draft, animator, administrator):
    contest = contest_purpose(animator, draft, reason="They know.")
    assert steps(draft, all_of_them=True)[0].words.endswith("an administrator has to decide")

    decide_contest(administrator, contest, accepted=True, words="They do.")
    assert not [step for step in steps(draft, all_of_them=True) if step.words.endswith("has to decide")]
