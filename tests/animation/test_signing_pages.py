"""What somebody finds whose name is asked for."""

from animation.actions import ask_signature
from animation.models import PlannedPost

PAGE = "/communities/seals/seeding/"


def test_who_signs_reads_answers_and_sees_nothing_else(as_, founder, plan, animator, seeded):
    planned = ask_signature(animator, plan(author=founder, body="A case of yours"))
    browser = as_(founder)

    page = browser.get("/signatures/").text
    assert "A case of yours" in page
    assert browser.get(PAGE).status_code == 404

    browser.post(f"/signatures/{planned.pk}/agree/", {"body": "In my words", "title": "", "version": 1})
    planned.refresh_from_db()
    assert (planned.body, planned.is_signed) == ("In my words", True)
    assert "You have agreed" in browser.get("/signatures/").text

    browser.post(f"/signatures/{planned.pk}/decline/", {"words": "After all"})
    planned.refresh_from_db()
    assert planned.declined_words == "After all"
    assert "Nobody asks for your name" in browser.get("/signatures/").text


def test_an_answer_with_holes_is_refused_and_kept(as_, founder, plan, animator):
    planned = ask_signature(animator, plan(author=founder))

    answer = as_(founder).post(f"/signatures/{planned.pk}/agree/", {"body": "My {words}", "title": "", "version": 1})

    assert answer.status_code == 422
    assert "My {words}" in answer.text


def test_an_answer_to_another_text_than_the_one_read_is_a_conflict(as_, founder, plan, animator):
    planned = ask_signature(animator, plan(author=founder))
    PlannedPost.objects.filter(pk=planned.pk).update(version=2)

    answer = as_(founder).post(f"/signatures/{planned.pk}/agree/", {"body": "Hello", "title": "", "version": 1})

    assert answer.status_code == 409


def test_nobody_answers_for_another(as_, outsider, founder, plan, animator):
    planned = ask_signature(animator, plan(author=founder))

    for verb in ("agree", "decline"):
        assert as_(outsider).post(f"/signatures/{planned.pk}/{verb}/", {"version": 1}).status_code == 404


def test_a_text_nobody_was_asked_to_sign_is_not_shown_to_them(as_, founder, plan):
    planned = plan(author=founder, body="Half a {thought}")

    assert "thought" not in as_(founder).get("/signatures/").text
    assert as_(founder).post(f"/signatures/{planned.pk}/agree/", {"version": 1}).status_code == 404
