"""A host prepares a wave and sends it; somebody without account comes in from the mail to her first reply.

With a script and without, through a real mail server."""

import re

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from communities.models import Invitation, Invitee, Membership, Wave
from posts.models import Reply
from tests.factories import make_community, make_person, make_question

PASSWORD = "three herons over the canal"
PEOPLE = [f"guest{n}@example.org" for n in range(7)]


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def browser_context_args(browser_context_args, request):
    return {**browser_context_args, "java_script_enabled": request.param}


@pytest.fixture
def animator(transactional_db):
    return make_person("Claire Bonnefoy", handle="claire", title="Bid manager")


@pytest.fixture
def community(animator):
    place = make_community(
        animator, stage="pilot", name="Pumps", slug="pumps", expected="Ten minutes a week.", gain="Fewer leaks.",
        first_step="Say which of the three you would have mounted otherwise.",
    )  # fmt: skip
    make_question(animator, place, title="Which seal would you have mounted?")
    return place


@pytest.fixture
def enter(browser, browser_context_args, live_server):
    """`enter(person)`: a page of somebody's own browser."""

    def sign_in(person=None):
        context = browser.new_context(**browser_context_args)
        if person:
            client = Client()
            client.force_login(person)
            cookie = client.cookies[settings.SESSION_COOKIE_NAME]
            context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        return context.new_page()

    return sign_in


def test_from_an_empty_wave_to_a_first_reply(community, animator, enter, live_server, letterbox):
    colleague = make_person("Zoé Reader", handle="zoe")
    page = enter(animator)
    page.goto(f"{live_server.url}/communities/pumps/invitations/")

    # Whom: a list with a wrong line, and a colleague by name
    page.locator("#wave-people").fill("\n".join([*PEOPLE, "nora@@example"]))
    page.get_by_role("button", name="Add them").click()
    expect(page.get_by_role("alert").first).to_contain_text("Line 8, “nora@@example”")
    expect(page.locator("#wave-people")).to_have_value("nora@@example")
    page.locator("#wave-people").fill("nora@example.org")
    page.locator("#wave-q").fill("zoé")
    page.get_by_role("button", name="Look for").click()
    page.get_by_label("Zoé Reader").check()
    page.get_by_role("button", name="Add them").click()
    expect(page.locator("li[id^=invitee]")).to_have_count(9)

    # Why each
    for row in Invitee.objects.order_by("pk"):
        page.locator(f"#why-{row.pk}").fill(f"You mounted the seal number {row.pk} with your own hands.")
    page.get_by_role("button", name="Read again and send").click()
    expect(page).to_have_url(re.compile("/invitations/wave/$"))
    expect(page.get_by_role("alert")).to_have_count(0)
    page.get_by_role("link", name="See the letter nora@example.org").click()
    expect(page.get_by_text("with your own hands")).to_be_visible()
    page.get_by_role("button", name="Send it to me as a trial").click()
    assert "with your own hands" in letterbox.newest(animator.email).text
    page.goto(f"{live_server.url}/communities/pumps/invitations/wave/")
    page.get_by_role("button", name="Send 9 letters").click()
    expect(page).to_have_url(re.compile("/invitations/$"))
    assert Wave.objects.get().sent_by == animator
    assert letterbox.newest(colleague.email).sender.startswith('"Claire Bonnefoy, via')

    # From the letter to the first reply
    nora = enter()
    nora.goto(letterbox.link_to("nora@example.org", "/invitations/", live_server.url))
    expect(nora.get_by_role("heading", level=1)).to_have_text(community.purpose)
    nora.locator("[name=display_name]").fill("Nora Belkacem")
    nora.locator("[name=password]").fill(PASSWORD)
    nora.get_by_role("button", name="Join Pumps").click()
    expect(nora).to_have_url(re.compile("/communities/pumps/welcome/$"))
    nora.get_by_label("Everything").check()
    nora.get_by_role("button", name="Go to Pumps").click()
    expect(nora.locator("#welcome")).to_contain_text("with your own hands")
    nora.get_by_role("link", name="Take the first step").click()
    nora.locator("textarea[name=body]").fill("The second one, dry.")
    nora.locator("form[data-rse='reply.create'] .btn-primary").click()
    expect(nora.get_by_text("The second one, dry.").first).to_be_visible()

    assert Reply.objects.get().author.email == "nora@example.org"
    assert Membership.objects.get(person__email="nora@example.org").rhythm == "all"
    nora.goto(f"{live_server.url}/communities/pumps/")
    expect(nora.locator("#welcome")).to_have_count(0)
    nora.get_by_role("link", name="Why am I here?").click()
    expect(nora.get_by_text("with your own hands")).to_be_visible()
    page.goto(f"{live_server.url}/notifications/")
    expect(page.get_by_text("has accepted your invitation")).to_be_visible()


def test_one_tap_declines_from_the_letter(community, animator, enter, live_server, letterbox):
    from communities.actions import invite_person
    from tests.communities.letters import WORDS

    invite_person(animator, community, email="nora@example.org", **WORDS)
    page = enter()
    page.goto(letterbox.link_to("nora@example.org", "/invitations/", live_server.url))
    page.get_by_label("Your question").fill("How much time is it?")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_text("Your question is on its way")).to_be_visible()
    page.get_by_role("button", name="No time at the moment").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Your answer is on its way")
    assert Invitation.objects.get().answer_reason == "time"
