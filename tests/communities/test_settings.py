"""What an animator keeps: the description, the audience."""

import pytest
from django.core.exceptions import ValidationError

from communities import tiles
from communities.actions import change_visibility, edit_community
from communities.events import CommunityEdited, VisibilityChanged
from communities.models import Community
from core.policies import Conflict
from tests.communities import heard


def form_of(community, **changes):
    return {
        "name": community.name,
        "purpose": community.purpose,
        "motto": community.motto,
        "about": community.about,
        "talk_about": "\n".join(community.talk_about),
        "not_here": "\n".join(community.not_here),
        "hue": community.hue,
        "tile": community.tile,
        "version": community.version,
    } | changes


def post(browser, community, **changes):
    return browser.post(f"/communities/{community.slug}/settings/", form_of(community, **changes))


def test_the_animator_describes_the_community(as_, community, animator):
    with heard(CommunityEdited) as facts:
        response = post(
            as_(animator),
            community,
            purpose="Halve the leaks.",
            about="A **bold** aim",
            talk_about="a leak\n\n a repair ",
            hue=7,
            tile="fuite",
        )

    community.refresh_from_db()
    assert response.status_code == 303
    assert community.purpose == "Halve the leaks."
    assert community.about_html.strip() == "<p>A <strong>bold</strong> aim</p>"
    assert community.talk_about == ["a leak", "a repair"]
    assert (community.hue, community.tile, community.version) == (7, "fuite", 2)
    assert community.slug == "pumps"
    assert len(facts) == 1


def test_the_text_about_it_is_sanitised(community, animator):
    """R-XS-01"""
    edit_community(
        animator, community, version=1, name="A", purpose="B", about="<script>x</script> [a](javascript:alert(1))"
    )

    community.refresh_from_db()
    assert "<script" not in community.about_html
    assert "href" not in community.about_html


@pytest.mark.parametrize("who", ["coanimator", "member", "outsider", "administrator"])
def test_nobody_else_sees_or_changes_them(as_, community, who, request):
    browser = as_(request.getfixturevalue(who))

    assert browser.get(f"/communities/{community.slug}/settings/").status_code == 403
    assert post(browser, community, name="Mine now").status_code == 403
    assert (
        browser.post(f"/communities/{community.slug}/settings/visibility/", {"visibility": "private"}).status_code
        == 403
    )
    community.refresh_from_db()
    assert (community.name, community.visibility) == ("Pumps", "open")


def test_whoever_saves_second_keeps_their_text_and_sees_what_is_saved(as_, community, animator):
    """R-RC-03"""
    edit_community(animator, community, version=1, name="Pumps", purpose="Saved meanwhile.")

    response = post(as_(animator), community, purpose="Written by hand.")

    community.refresh_from_db()
    assert response.status_code == 409
    assert "Saved meanwhile." in response.text
    assert "Written by hand." in response.text
    assert community.purpose == "Saved meanwhile."
    assert 'name="version" value="2"' in response.text


@pytest.mark.parametrize(
    "change",
    [
        {"purpose": " "},
        {"purpose": "x" * 501},
        {"name": "\u200b"},
        {"hue": "13"},
        {"tile": "<svg>"},
        {"talk_about": "\n".join("abcdefghi")},
        {"not_here": "x" * 121},
        {"version": "abc"},
    ],
)
def test_what_is_wrong_is_said_in_place(as_, community, animator, change):
    response = post(as_(animator), community, motto="Kept words", **change)

    assert response.status_code == 422
    assert 'role="alert"' in response.text
    assert "Kept words" in response.text


def test_a_tile_is_one_of_those_offered(community, animator):
    with pytest.raises(ValidationError):
        edit_community(animator, community, version=1, name="A", purpose="B", tile="k0k0k0k0")
    edit_community(animator, community, version=1, name="A", purpose="B", tile=tiles.draw(community.slug))


def test_stricter_takes_effect_at_once(as_, community, animator, outsider):
    """R-AZ-13, R-RT-02"""
    browser = as_(outsider)
    assert browser.get("/communities/pumps/members/").status_code == 200

    with heard(VisibilityChanged) as facts:
        as_(animator).post("/communities/pumps/settings/visibility/", {"visibility": "private"})

    assert browser.get("/communities/pumps/members/").status_code == 403
    assert [(fact.before, fact.by) for fact in facts] == [("open", animator)]


def test_what_becomes_secret_takes_an_address_nobody_can_guess(as_, community, animator, outsider):
    """R-AZ-04"""
    response = as_(animator).post("/communities/pumps/settings/visibility/", {"visibility": "secret"})

    community.refresh_from_db()
    assert community.slug.startswith("pumps-")
    assert len(community.slug) == len("pumps-") + 6
    assert response.url == f"/communities/{community.slug}/settings/"
    assert as_(outsider).get("/communities/pumps/about/").status_code == 404
    assert as_(animator).get(response.url).status_code == 200


def test_wider_must_be_said(as_, private_community, animator):
    url = f"/communities/{private_community.slug}/settings/visibility/"

    refused = as_(animator).post(url, {"visibility": "open"})
    assert refused.status_code == 422
    assert "written for fewer" in refused.text

    assert as_(animator).post(url, {"visibility": "open", "wider": "on"}).status_code == 303
    private_community.refresh_from_db()
    assert private_community.visibility == "open"


def test_the_same_audience_changes_nothing(community, animator):
    with heard(VisibilityChanged) as facts:
        change_visibility(animator, community, "open")
    assert facts == []


def test_an_invented_audience_is_refused(as_, community, animator):
    assert as_(animator).post("/communities/pumps/settings/visibility/", {"visibility": "all"}).status_code == 422
    with pytest.raises(ValidationError):
        change_visibility(animator, community, "all")


def test_two_versions_cannot_both_win(community, animator):
    edit_community(animator, community, version=1, name="A", purpose="B")
    with pytest.raises(Conflict):
        edit_community(animator, community, version=1, name="C", purpose="D")
    assert Community.objects.get().name == "A"
