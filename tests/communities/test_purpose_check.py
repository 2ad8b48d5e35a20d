"""The verdict under the sentence, while one writes."""

import pytest

from tests.factories import make_community

VAGUE = "Une communauté réservée aux commerciaux pour mieux les faire communiquer entre eux."
PRECISE = "Share every field report on seals to halve the leaks under warranty."


def judge(browser, text, **said):
    return browser.post("/purpose/check/", {"purpose": text, **said}, headers={"HX-Request": "true"}).text


def test_a_vague_sentence_has_its_words_marked_and_a_lead_of_its_own(as_, member):
    page = judge(as_(member), VAGUE)

    assert "Still too broad" in page
    assert '<span class="part-bad">réservée aux commerciaux</span>' in page
    assert "des commerciaux" in page
    assert page.count('role="status"') == 1


def test_a_precise_one_has_its_subject_and_its_result(as_, member):
    page = judge(as_(member), PRECISE)

    assert "People will see why to come" in page
    assert "the subject" in page
    assert "the result" in page


def test_two_fields_make_one_sentence(as_, member):
    said = {"about_what": "Every field report on seals", "so_that": "halve the leaks under warranty"}
    page = as_(member).post("/purpose/check/", said).text

    assert "Every field report on seals so that halve the leaks under warranty." in page


def test_its_twins_are_named_but_never_a_secret_one(as_, member):
    make_community(name="Twins", purpose=PRECISE)
    make_community(name="Hidden", purpose=PRECISE, visibility="secret")
    page = judge(as_(member), "Share each field report on seals to halve leaks under warranty.")

    assert "Twins" in page
    assert "Hidden" not in page


def test_a_community_is_no_twin_of_itself(as_, member, community):
    assert "Very close" not in judge(as_(member), community.purpose, community=community.slug)


def test_without_script_it_stands_on_a_page_with_the_sentence(as_, member):
    response = as_(member).post("/purpose/check/", {"purpose": VAGUE})

    assert response.status_code == 200
    assert "<h1>" in response.text
    assert VAGUE in response.text


@pytest.mark.parametrize("text", ["", "   ", "x" * 2_000_000])
def test_nothing_and_far_too_much_cost_nothing(as_, member, text):
    response = as_(member).post("/purpose/check/", {"purpose": text}, headers={"HX-Request": "true"})

    assert response.status_code == 200
    assert len(response.text) < 2_000


def test_what_one_writes_is_shown_as_text(as_, member):
    assert "<script>" not in judge(as_(member), "Share <script>alert(1)</script> to halve the leaks of seals.")


def test_the_settings_of_a_community_judge_its_sentence(as_, community, animator):
    assert "/purpose/check/" in as_(animator).get(f"/communities/{community.slug}/settings/").text
