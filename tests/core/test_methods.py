"""Addresses that only take what a page sends, opened by a reload or a bookmark."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "back"),
    [
        ("/communities/pumps/contest/", "/communities/pumps/"),
        ("/communities/pumps/archive/withdraw/", "/communities/pumps/archive/"),
        ("/communities/pumps/invitations/5/revoke/", "/communities/pumps/invitations/"),
        ("/invitations/s3cr3t/accept/", "/invitations/s3cr3t/"),
        ("/drafts/5/discard/", "/drafts/"),
    ],
)
def test_opened_by_itself_such_an_address_leads_back_to_its_page(as_, animator, community, path, back):
    answer = as_(animator).get(path)

    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert answer["Content-Type"].startswith("text/html")
    assert f'href="{back}"' in answer.text
    assert "only works from a page" in answer.text
    assert "Open the page it belongs to" in answer.text


def test_where_nothing_stands_above_home_is_offered(as_, member):
    answer = as_(member).get("/read/")

    assert answer.status_code == 405
    assert 'href="/"' in answer.text


def test_the_page_is_in_the_language_of_the_person(as_, member):
    member.language = "fr"
    member.save()

    assert "Cette adresse" in as_(member).get("/read/").text


def test_a_part_of_a_page_gets_one_sentence(as_, member):
    answer = as_(member).get("/read/", headers={"HX-Request": "true"})

    assert answer.status_code == 405
    assert "<main" not in answer.text


def test_a_text_of_three_megabytes_is_too_heavy_and_not_damaged(as_, member, community):
    """R-FI-03, R-RB-01: 413 whatever is heavy."""
    answer = as_(member).post(f"/communities/{community.slug}/posts/", {"body": "x" * 3_000_000})
    form = as_(member).post(
        f"/communities/{community.slug}/posts/", "body=" + "x" * 3_000_000, "application/x-www-form-urlencoded"
    )

    assert (answer.status_code, form.status_code) == (413, 413)
    assert "2 MB at most" in form.text
