"""Joining, inviting, accepting and keeping a community, with JavaScript and without."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from communities.actions import invite_person
from communities.models import Community, Membership
from tests.communities.letters import WORDS
from tests.factories import make_community, make_person


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def browser_context_args(browser_context_args, request):
    return {**browser_context_args, "java_script_enabled": request.param}


@pytest.fixture
def animator(transactional_db):
    return make_person("Claire Bonnefoy", handle="claire", title="Bid manager")


@pytest.fixture
def community(animator):
    return make_community(
        animator, name="Pumps", slug="pumps", members=[make_person("Aminata Diallo", handle="aminata")]
    )


@pytest.fixture
def sign_in(context, live_server):
    def enter(person):
        browser = Client()
        browser.force_login(person)
        cookie = browser.cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])

    return enter


def test_a_colleague_joins_from_the_directory_and_leaves_from_about(community, sign_in, live_server, page):
    sign_in(make_person("Zoé Reader"))
    page.goto(f"{live_server.url}/communities/")
    page.get_by_role("button", name="Join Pumps").click()

    expect(page).to_have_url(re.compile("/communities/pumps/$"))
    page.get_by_role("link", name="About").click()
    page.get_by_text("Leave this community").click()
    page.get_by_role("button", name="Leave Pumps").click()
    expect(page).to_have_url(re.compile("/communities/pumps/$"))
    assert Membership.objects.get(person__display_name="Zoé Reader").left_reason == "left"


def test_a_newcomer_comes_in_by_the_link_of_their_letter(
    community, animator, letterbox, live_server, page, browser_context_args
):
    """The address of the page is replaced by a clean one where there is script; forms work in both."""
    invite_person(animator, community, email="nora@example.org", **WORDS)
    page.goto(letterbox.link_to("nora@example.org", "/invitations/", live_server.url))

    expect(page.get_by_role("heading", level=1)).to_have_text(community.purpose)
    if browser_context_args["java_script_enabled"]:
        expect(page).to_have_url(re.compile("/invitations/open/$"))
        page.reload()
    page.get_by_label("Your name").fill("Nora Belkacem")
    page.locator("[name=password]").fill("three herons over the canal")
    page.get_by_role("button", name="Join Pumps").click()

    expect(page).to_have_url(re.compile("/communities/pumps/welcome/$"))
    assert Membership.objects.filter(person__email="nora@example.org", left_at=None).exists()


def test_an_invitation_is_declined_in_one_tap(community, animator, live_server, page):
    invitation, token = invite_person(animator, community, email="nora@example.org", **WORDS)
    page.goto(f"{live_server.url}/invitations/{token}/")
    page.get_by_role("button", name="No time at the moment").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Your answer is on its way")
    invitation.refresh_from_db()
    assert (invitation.answer, invitation.answer_reason) == ("declined", "time")


def test_a_host_invites_and_what_is_missing_is_said_in_place(community, animator, sign_in, live_server, page):
    sign_in(animator)
    page.goto(f"{live_server.url}/communities/pumps/invitations/")
    page.get_by_label("To whom").fill("nora@example.org")
    page.get_by_label("Why you").fill("Because you know the pumps")
    page.get_by_label("What we expect of you").fill("Ten minutes a week")
    page.get_by_label("What you get").fill(" ")
    page.get_by_role("button", name="Send the invitation").click()

    if page.locator("[role=alert]").count():  # without the browser's own check
        expect(page.get_by_label("Why you")).to_have_value("Because you know the pumps")
    page.get_by_label("What you get").fill("Answers from the field")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_role("region", name="Waiting for an answer").get_by_text("nora@example.org")).to_be_visible()


def test_the_animator_gives_a_role_and_picks_a_tile(community, animator, sign_in, live_server, page):
    sign_in(animator)
    page.goto(f"{live_server.url}/communities/pumps/members/")
    page.get_by_role("link", name="Manage Aminata Diallo").click()
    page.get_by_label("Co-host: also welcomes, invites and moderates").check()
    page.get_by_role("button", name="Change the role").click()
    expect(page.get_by_text("Co-host", exact=True)).to_be_visible()

    page.get_by_role("link", name="Settings", exact=True).click()
    page.locator("label.pick[data-hue='7']").click()
    page.locator("label.pick:has([value='fuite'])").click()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("[data-hue='7'] .hero")).to_be_visible()
    assert Community.objects.get().tile == "fuite"


PAGES = ["/communities/", "/communities/pumps/about/", "/communities/pumps/members/", "/communities/pumps/invitations/",
         "/communities/pumps/settings/", "/communities/pumps/members/aminata/"]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_for_assistive_technology(
    community, animator, sign_in, live_server, page, scheme, browser_context_args
):
    """R-A11Y-01, on a phone and on a desk; nothing scrolls sideways."""
    if not browser_context_args["java_script_enabled"]:
        pytest.skip("axe is a script")
    _invitation, token = invite_person(animator, community, email="nora@example.org", **WORDS)
    page.emulate_media(color_scheme=scheme)
    for path in [f"/invitations/{token}/", "/invitations/nothing/", "/invitations/declined/", *PAGES]:
        if path == PAGES[0]:
            sign_in(animator)
        for width in (390, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(live_server.url + path)
            found = [v for v in Axe().run(page).response["violations"] if v["impact"] in ("serious", "critical")]
            assert not found, (path, width, [(v["id"], v["nodes"][0]["html"][:200]) for v in found])
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (path, width)
