"""The directory: what one may know of, and nothing else."""

import pytest

from tests.communities import drafts_and_others
from tests.factories import make_community


def names(response):
    """Of the cards, in order, each with its section."""
    import re

    return re.findall(r'<h2 id="section-(\d)"|<a class="c-name" href="[^"]*">([^<]*)</a>', response.text)


def listed(browser, query=""):
    return [name for _section, name in names(browser.get(f"/communities/{query}")) if name]


def test_mine_come_first_archived_ones_last(as_, member, animator):
    drafts_and_others(animator, member)

    assert listed(as_(member)) == ["Mine", "Secret of mine", "Anyone", "By letter", "Ended"]


def test_strangers_see_neither_secrets_nor_drafts(as_, member, animator, outsider, administrator):
    """R-AZ-03, B.1"""
    drafts_and_others(animator, member)

    assert listed(as_(outsider)) == ["Anyone", "Mine", "By letter", "Ended"]
    assert listed(as_(administrator)) == ["Draft", "Anyone", "Mine", "By letter", "Ended"]
    assert "Secret" not in as_(administrator).get("/communities/").text
    assert listed(as_(animator))[0:2] == ["Anyone", "By letter"]


def test_a_card_says_the_purpose_in_full_the_host_and_the_way_in(as_, community, outsider, animator):
    page = as_(outsider).get("/communities/").text

    assert community.purpose in page
    assert animator.display_name in page
    assert "3 members" in page
    assert 'data-rse="community.join"' in page


def test_the_filter_ignores_accents_and_capitals(as_, animator, outsider):
    make_community(animator, name="Zéro fuite")
    make_community(animator, name="Soudure", purpose="Réussir sans reprise.")

    assert listed(as_(outsider), "?q=ZERO") == ["Zéro fuite"]
    assert listed(as_(outsider), "?q=reussir soud") == ["Soudure"]
    assert listed(as_(outsider), "?q=a%25b_c") == []


def test_a_filter_tells_nothing_of_secrets(as_, secret_community, outsider):
    """R-AZ-09"""
    real = as_(outsider).get("/communities/?q=takeover", headers={"HX-Request": "true"}).text
    ghost = as_(outsider).get("/communities/?q=phantoms", headers={"HX-Request": "true"}).text

    assert real.replace("takeover", "phantoms") == ghost


def test_a_filter_answers_htmx_with_its_part(as_, community, outsider):
    response = as_(outsider).get("/communities/?q=pumps", headers={"HX-Request": "true"})

    assert response.text.lstrip().startswith('<div class="col" id="found">')


def test_pages_follow_each_other_without_gap(as_, animator, outsider):
    for n in range(45):
        make_community(animator, name=f"Group {n:02d}", visibility="open" if n % 2 else "private")
    browser = as_(outsider)

    first = browser.get("/communities/")
    following = first.text.split('href="?after=')[1].split('"')[0]
    second = browser.get(f"/communities/?after={following}")

    both = [name for response in (first, second) for _s, name in names(response) if name]
    assert len(both) == 45
    assert both == sorted(both, key=lambda name: (int(name[-2:]) % 2 == 0, name))


@pytest.mark.parametrize("after", ["nonsense", "WzAsICJhIiwgMV0:1x:forged"])
def test_a_tampered_cursor_is_a_bad_request(as_, outsider, after):
    """R-IN-06"""
    assert as_(outsider).get(f"/communities/?after={after}").status_code == 400


def test_it_costs_the_same_for_one_and_for_ten(as_, animator, outsider, django_assert_max_num_queries):
    make_community(animator)
    browser = as_(outsider)
    browser.get("/communities/")
    with django_assert_max_num_queries(9) as one:
        browser.get("/communities/")
    for _ in range(9):
        make_community(animator)
    with django_assert_max_num_queries(len(one)):
        browser.get("/communities/")


def test_who_was_removed_is_not_offered_to_join(as_, community, outsider):
    from django.utils.timezone import now

    from communities.models import Membership

    Membership.objects.create(community=community, person=outsider, left_at=now(), left_reason="removed")

    assert 'data-rse="community.join"' not in as_(outsider).get("/communities/").text


@pytest.mark.parametrize("where", ["/communities/", "/communities/{}/members/", "/communities/{}/invitations/people/"])
def test_a_search_for_nothing_that_can_be_stored_finds_nothing(as_, animator, community, where):
    """R-RB-01: NUL."""
    assert as_(animator).get(where.format(community.slug), {"q": "a\0b"}).status_code == 200
