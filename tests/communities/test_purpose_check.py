"""The verdict under the sentence, while one writes."""

import pytest
from django.utils.translation import override

from communities.composing import composed
from communities.models import Community
from tests.factories import make_community

VAGUE = "Une communauté réservée aux commerciaux pour mieux les faire communiquer entre eux."
PRECISE = "Share every field report on seals to halve the leaks under warranty."


def judge(browser, text, **said):
    return browser.post("/purpose/check/", {"purpose": text, **said}, headers={"HX-Request": "true"}).text


def test_a_vague_sentence_has_its_words_marked_and_a_lead_of_its_own(as_, member):
    page = judge(as_(member), VAGUE)

    assert "Still too broad" in page
    assert '<span class="part-bad">réservée aux commerciaux</span>' in page
    assert "entre commerciaux" in page
    assert page.count('role="status"') == 1


def test_a_precise_one_has_its_subject_and_its_result(as_, member):
    page = judge(as_(member), PRECISE)

    assert "People will see why to come" in page
    assert "the subject" in page
    assert "the result" in page


def test_two_fields_make_one_sentence(as_, member):
    said = {"about_what": "Every field report on seals", "so_that": "halve the leaks under warranty"}
    page = as_(member).post("/purpose/check/", said).text

    assert "Every field report on seals to halve the leaks under warranty." in page


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


@pytest.mark.parametrize(
    ("lang", "about", "so_that", "clause", "sentence"),
    [
        ("en", "field reports on seals.", "Halve the leaks", False, "Field reports on seals to halve the leaks."),
        ("en", "tenders", "nobody starts from nothing", True, "Tenders so that nobody starts from nothing."),
        ("en", "tenders", "so that each is prepared", False, "Tenders so that each is prepared."),
        ("fr", "nos échecs", "Mieux préparer les offres", False, "Nos échecs pour mieux préparer les offres."),
        ("fr", "soudures inox", "moins de reprises", False, "Soudures inox pour moins de reprises."),
        ("fr", "nos échecs", "on n’en refasse aucun", True, "Nos échecs pour qu’on n’en refasse aucun."),
        ("fr", "nos échecs", "les offres soient prêtes", True, "Nos échecs pour que les offres soient prêtes."),
        ("fr", "nos offres", "Claire sache quoi répondre", True, "Nos offres pour que Claire sache quoi répondre."),
        ("fr", "nos échecs", "afin de préparer les offres", False, "Nos échecs afin de préparer les offres."),
        ("fr", "nos échecs", "", False, "nos échecs"),
    ],
)
def test_two_parts_are_joined_as_one_would_say_it(lang, about, so_that, clause, sentence):
    with override(lang):
        assert composed(about, so_that, clause=clause) == sentence


def test_a_community_is_proposed_in_two_parts(as_, member):
    said = {"way": "two", "about_what": "Field reports on seals", "so_that": "halve the leaks", "purpose": "Left over."}
    as_(member).post("/communities/new/", {**said, "name": "Seals", "problem": "They leak.", "visibility": "open"})

    assert Community.objects.get(name="Seals").purpose == "Field reports on seals to halve the leaks."


def test_both_parts_stay_when_something_else_is_wrong(as_, member):
    said = {"way": "two", "about_what": "Field reports on seals", "so_that": "halve the leaks"}
    response = as_(member).post("/communities/new/", {**said, "name": "", "visibility": "open"})

    assert response.status_code == 422
    assert ">Field reports on seals</textarea>" in response.text
    assert ">halve the leaks</textarea>" in response.text
    assert 'value="two" checked' in response.text


@pytest.mark.parametrize("where", ["/communities/new/", "/communities/{slug}/settings/"])
def test_without_script_the_form_says_the_verdict_and_keeps_what_stood_in_it(as_, animator, community, where):
    said = {"do": "check", "purpose": VAGUE, "name": "A name not kept yet", "version": community.version}
    response = as_(animator).post(where.format(slug=community.slug), said)

    assert response.status_code == 200
    assert "Still too broad" in response.text
    assert 'value="A name not kept yet"' in response.text
    assert 'role="alert"' not in response.text
    assert not Community.objects.filter(name="A name not kept yet").exists()


def test_without_script_a_suggestion_is_taken_into_the_form(as_, member):
    said = {"take": PRECISE, "purpose": VAGUE, "name": "Seals", "problem": "They leak."}
    page = as_(member).post("/communities/new/", said).text

    assert f">{PRECISE}</textarea>" in page
    assert "People will see why to come" in page
    assert 'value="Seals"' in page


def test_the_administration_judges_too(as_, administrator):
    browser = as_(administrator)
    assert 'hx-post="/purpose/check/"' in browser.get("/admin/communities/community/add/").text

    said = {"name": "Sales", "purpose": VAGUE, "visibility": "open"}
    page = browser.post("/admin/communities/community/add/", said, follow=True).text

    assert Community.objects.get().purpose == VAGUE
    assert "still too broad for its next step" in page


@pytest.mark.parametrize("where", ["/communities/new/", "/communities/{slug}/settings/"])
def test_enter_in_a_field_sends_the_form_and_takes_no_suggestion(as_, animator, community, where):
    """The first button of a form is the one that Enter presses."""
    page = as_(animator).post(where.format(slug=community.slug), {"do": "check", "purpose": VAGUE, "name": "Any"}).text
    form = page[page.index('data-rse="community.') :]

    assert form.index("<button") < form.index('name="take"')
    assert 'name="take"' not in form[form.index("<button") : form.index("</button>")]
    assert 'value="check"' not in form[form.index("<button") : form.index("</button>")]
