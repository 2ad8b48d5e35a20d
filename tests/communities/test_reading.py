"""Future members read the sentence alone; no check can judge in their place."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from communities.actions import answer_reading, ask_reader, prepare_community, propose_host
from communities.events import ReadingAnswered, ReadingAsked
from communities.models import PurposeReading
from core.policies import Conflict
from tests.communities import heard
from tests.factories import make_community, make_person


@pytest.fixture
def draft(animator, coanimator):
    return make_community(animator, coanimators=[coanimator], stage="draft", slug="draft", name="Seals, secretly")


@pytest.fixture
def reading(draft, animator, outsider):
    return ask_reader(animator, draft, outsider)


def test_a_future_member_is_asked_and_answers(as_, draft, animator, outsider):
    with heard(ReadingAsked) as asked:
        response = as_(animator).post("/communities/draft/prepare/readers/", {"person": "@gerard"})
    reading = PurposeReading.objects.get()
    assert (response.status_code, len(asked)) == (303, 1)

    with heard(ReadingAnswered) as answered:
        answer = {"would_come": "no", "words": "Which seals?"}
        assert as_(outsider).post(f"/readings/{reading.pk}/", answer).status_code == 303

    assert len(answered) == 1
    page = as_(animator).get("/communities/draft/prepare/members/").text
    assert "Does not see why" in page
    assert "Which seals?" in page


def test_they_see_the_sentence_and_nothing_else(as_, draft, reading, outsider, animator):
    """R-AZ-03: what is being prepared stays out of sight."""
    page = as_(outsider).get(f"/readings/{reading.pk}/").text

    assert draft.purpose in page
    assert animator.display_name in page
    assert draft.name not in page
    assert draft.slug not in page.replace(f"/readings/{reading.pk}/", "")
    assert as_(outsider).get("/communities/draft/").status_code == 404


def test_nobody_else_finds_it(as_, reading, member, administrator):
    for person in (member, administrator):
        assert as_(person).get(f"/readings/{reading.pk}/").status_code == 404
    with pytest.raises(PermissionDenied):
        answer_reading(member, reading, would_come=True)


def test_hosts_administrators_and_who_is_asked_to_host_do_not_read(draft, animator, coanimator, administrator):
    asked = make_person()
    propose_host(animator, draft, asked)
    for person in (animator, coanimator, administrator, asked):
        with pytest.raises(ValidationError):
            ask_reader(animator, draft, person)


def test_one_is_asked_once_for_a_sentence(draft, reading, animator, outsider):
    with pytest.raises(ValidationError, match="already"):
        ask_reader(animator, draft, outsider)

    prepare_community(animator, draft, version=draft.version, purpose="Another sentence, on seals that leak.")
    draft.refresh_from_db()
    assert ask_reader(animator, draft, outsider).purpose == draft.purpose


def test_an_answer_is_given_once(reading, outsider):
    answer_reading(outsider, reading, would_come=True)

    with pytest.raises(Conflict):
        answer_reading(outsider, reading, would_come=False)


def test_an_answer_on_a_sentence_rewritten_meanwhile_is_not_needed(as_, draft, reading, animator, outsider):
    prepare_community(animator, draft, version=draft.version, purpose="Another sentence, on seals that leak.")

    assert "rewritten meanwhile" in as_(outsider).get(f"/readings/{reading.pk}/").text
    assert as_(outsider).post(f"/readings/{reading.pk}/", {"would_come": "yes"}).status_code == 409


def test_an_answer_without_a_choice_is_asked_again(as_, reading, outsider):
    response = as_(outsider).post(f"/readings/{reading.pk}/", {"words": "Hm"})

    assert response.status_code == 422
    assert "Hm" in response.text


def test_a_few_honest_answers_not_a_poll(draft, animator):
    for _ in range(12):
        ask_reader(animator, draft, make_person())
    with pytest.raises(ValidationError, match="12 people"):
        ask_reader(animator, draft, make_person())


def test_once_it_lives_nobody_reads_any_more(community, animator, outsider):
    with pytest.raises(PermissionDenied):
        ask_reader(animator, community, outsider)
