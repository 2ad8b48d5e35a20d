"""About, members, teaser: the matrix of rights B.1 over the pages of a community."""

import pytest

from communities.models import Community, Membership
from tests.factories import make_person

PAGES = ["about/", "members/", "members/aminata/", "invitations/", "settings/"]


def status(as_, person, community, page):
    return as_(person).get(f"/communities/{community.slug}/{page}").status_code


@pytest.fixture
def cast(animator, coanimator, member, outsider, administrator):
    return {
        "animator": animator,
        "coanimator": coanimator,
        "member": member,
        "outsider": outsider,
        "administrator": administrator,
    }


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("animator", [200, 200, 200, 200, 200]),
        ("coanimator", [200, 200, 200, 200, 403]),
        ("member", [200, 200, 403, 403, 403]),
        ("outsider", [200, 200, 403, 403, 403]),
        ("administrator", [200, 200, 403, 403, 403]),
    ],
)
def test_pages_of_an_open_community(as_, cast, community, who, expected):
    """R-AZ-01"""
    assert [status(as_, cast[who], community, page) for page in PAGES] == expected


@pytest.mark.parametrize(("who", "members"), [("member", 200), ("outsider", 403), ("administrator", 403)])
def test_strangers_of_a_private_community_see_the_teaser(as_, cast, private_community, animator, member, who, members):
    """D2"""
    for page in ("", "about/"):
        response = as_(cast[who]).get(f"/communities/{private_community.slug}/{page}")
        assert response.status_code == 200
        assert f"<h1>{private_community.purpose}</h1>" in response.text
        assert animator.display_name in response.text
        assert ("by invitation" in response.text) == (who != "member")
    assert status(as_, cast[who], private_community, "members/") == members


def test_a_teaser_names_no_member(as_, private_community, member, outsider):
    for page in ("", "about/"):
        assert member.display_name not in as_(outsider).get(f"/communities/{private_community.slug}/{page}").text


def test_a_private_community_answers_the_same_for_members_and_strangers_of_it(as_, private_community, outsider):
    """403, the same for absent people."""
    assert status(as_, outsider, private_community, "members/aminata/") == 403
    assert status(as_, outsider, private_community, "members/nobody/") == 403


@pytest.mark.parametrize("who", ["outsider", "administrator"])
@pytest.mark.parametrize("page", ["", *PAGES])
def test_a_secret_community_does_not_exist_for_others(as_, cast, secret_community, who, page):
    """R-AZ-03"""
    browser = as_(cast[who])

    real, absent = browser.get(f"/communities/{secret_community.slug}/{page}"), browser.get(f"/communities/none/{page}")

    assert real.status_code == absent.status_code == 404
    assert real.text == absent.text
    assert dict(real.headers) == dict(absent.headers)


@pytest.mark.parametrize(
    "verb", ["join", "leave", "archive", "reopen", "settings", "settings/visibility", "invitations"]
)
def test_nor_do_its_verbs(as_, secret_community, outsider, verb):
    """R-AZ-03"""
    assert as_(outsider).post(f"/communities/{secret_community.slug}/{verb}/").status_code == 404


@pytest.mark.parametrize(
    ("who", "expected"),
    [("animator", 200), ("coanimator", 200), ("administrator", 200), ("member", 404), ("outsider", 404)],
)
def test_a_draft_is_seen_by_who_prepares_it(as_, cast, community, who, expected):
    Community.objects.update(stage="draft")

    assert status(as_, cast[who], community, "about/") == expected


def test_administrators_see_the_page_of_a_draft_not_its_members(as_, community, administrator):
    Community.objects.update(stage="draft")

    assert status(as_, administrator, community, "members/") == 403


def test_a_visitor_is_asked_to_sign_in(client, community):
    for page in ("", *PAGES):
        response = client.get(f"/communities/{community.slug}/{page}")
        assert response.status_code == 302
        assert response.url.startswith("/accounts/login/")


def test_about_says_who_sees_what_since_when_and_how_to_leave(as_, community, member, outsider):
    page = as_(member).get(f"/communities/{community.slug}/about/").text
    assert "Every colleague reads; members write." in page
    assert 'data-rse="community.leave"' in page
    assert 'data-rse="community.leave"' not in as_(outsider).get(f"/communities/{community.slug}/about/").text


def test_that_help_was_needed_concerns_the_hosts(as_, community, member, animator):
    for stage in ("needs_help", "open"):
        community.stage_changes.create(stage=stage)

    assert "Needs help" not in as_(member).get(f"/communities/{community.slug}/about/").text
    assert "Needs help" in as_(animator).get(f"/communities/{community.slug}/about/").text


def test_members_are_read_page_after_page(as_, community, member):
    for n in range(35):
        Membership.objects.create(community=community, person=make_person(f"Person {n:02d}"))
    browser = as_(member)

    first = browser.get(f"/communities/{community.slug}/members/").text
    following = first.split('href="?after=')[1].split('"')[0]
    second = browser.get(f"/communities/{community.slug}/members/?after={following}").text

    for n in range(35):
        assert (f">Person {n:02d}</a>" in first) != (f">Person {n:02d}</a>" in second)
    assert "Claire Bonnefoy</a></b>" in first
    assert "Claire Bonnefoy</a></b>" not in second


def test_members_are_filtered_by_name(as_, community, member):
    found = as_(member).get(f"/communities/{community.slug}/members/?q=BASTIEN", headers={"HX-Request": "true"}).text

    assert "Bastien Roche" in found
    assert "Aminata Diallo" not in found


def test_addresses_are_not_shown(as_, community, member, animator):
    """R-PR-05"""
    for person in (member, animator):
        page = as_(person).get(f"/communities/{community.slug}/members/").text
        assert "@example.org" not in page


@pytest.mark.parametrize(("page", "most"), [("about/", 11), ("members/", 11), ("invitations/", 18), ("settings/", 11)])
def test_pages_cost_the_same_for_few_and_for_many(as_, community, animator, page, most, django_assert_max_num_queries):
    browser = as_(animator)
    url = f"/communities/{community.slug}/{page}"

    def grow(numbers):
        for n in numbers:
            Membership.objects.create(community=community, person=make_person())
            community.invitations.create(
                email=f"n{n}@example.org", inviter=animator, why_you="w", expected="e", gain="g",
                token_hash=str(n), expires_at=community.created_at,
            )  # fmt: skip

    grow([0])
    browser.get(url)
    with django_assert_max_num_queries(most) as few:
        browser.get(url)
    grow(range(1, 11))
    with django_assert_max_num_queries(len(few)):
        browser.get(url)
