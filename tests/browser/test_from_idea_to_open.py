"""One community from its sentence to its opening: an administrator and a host, each in a browser of their own.

With a script and without. What takes days is put back in time; what others write is written by the verbs they use."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils.timezone import now
from playwright.sync_api import expect

from animation.actions import plan_post, schedule_post
from communities.actions import accept_as_newcomer, answer_reading, ask_reader
from communities.models import Community, Invitation, Membership, PurposeReading, Rules, StageChange
from posts.actions import publish_post
from tests.browser.month import let_a_month_pass
from tests.factories import make_person

VAGUE = "A community for welders to communicate better with each other."
PURPOSE = "Gather the settings that work for our stainless welds so that none of them has to be done again."
GUESTS = [f"guest{n}@example.org" for n in range(8)]
SAYS = {
    "for_whom": "You weld stainless steel every week.",
    "expected": "One setting a month, with its photo.",
    "gain": "The settings of the two other sites.",
    "first_step": "Give the setting you are sure of.",
    "success_sign": "Fewer than one weld in twenty is done again.",
}


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def browser_context_args(browser_context_args, request):
    return {**browser_context_args, "java_script_enabled": request.param}


@pytest.fixture
def enter(browser, browser_context_args, live_server):
    """`enter(person)`: a page of somebody's own browser."""
    opened = []

    def sign_in(person=None):
        context = browser.new_context(**browser_context_args)
        opened.append(context)
        if person:
            client = Client()
            client.force_login(person)
            cookie = client.cookies[settings.SESSION_COOKIE_NAME]
            context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        return context.new_page()

    yield sign_in
    for context in opened:
        context.close()


@pytest.fixture
def people(transactional_db):
    return {
        "emilie": make_person("Émilie Faure", handle="emilie", is_staff=True),
        "yannick": make_person("Yannick Le Goff", handle="yannick"),
        "gaelle": make_person("Gaëlle Le Bris", handle="gaelle"),
        **{who: make_person(who.title(), handle=who) for who in ("diego", "coralie", "moussa")},
    }


def welds():
    return Community.objects.get()


def put_back(days):
    """The stage it is in began so many days earlier."""
    StageChange.objects.filter(community=welds()).update(at=now() - timedelta(days=days))


def test_from_a_sentence_to_its_opening(people, enter, live_server, letterbox):
    at = live_server.url
    admin, host = enter(people["emilie"]), enter(people["yannick"])

    # The sentence: a vague one is explained, a draft keeps it all the same
    admin.goto(f"{at}/communities/new/")
    admin.locator("[name=purpose]").fill(VAGUE)
    admin.locator("[name=name]").fill("Right first time")
    admin.locator("[name=problem]").fill("One weld in six is done again.")
    admin.get_by_role("button", name="Keep as a draft").click()
    expect(admin).to_have_url(re.compile("/communities/right-first-time/"))
    admin.goto(f"{at}/communities/right-first-time/gate/")
    expect(admin.get_by_text("would fit any group").or_(admin.get_by_text("says who comes")).first).to_be_visible()
    admin.goto(f"{at}/communities/right-first-time/prepare/")
    admin.locator("[name=purpose]").fill(PURPOSE)
    admin.get_by_role("button", name="Go on to the host").click()
    expect(admin).to_have_url(re.compile("/host/$"))

    # The host is asked, reads what it means, and says yes
    admin.locator("form[data-rse='host.propose'] [name=person]").fill("@yannick")
    admin.locator("form[data-rse='host.propose'] [name=words]").fill("Your settings are the ones we copy.")
    admin.locator("form[data-rse='host.propose'] button").last.click()
    expect(admin.get_by_text("Asked, without an answer yet")).to_be_visible()
    host.goto(f"{at}/communities/right-first-time/mandate/")
    expect(host.get_by_role("heading", level=1)).to_have_text(PURPOSE)
    host.locator("form[data-rse='mandate.accept'] [name=hours]").fill("3")
    host.locator("form[data-rse='mandate.accept'] [name=weeks]").fill("10")
    host.locator("form[data-rse='mandate.accept'] [name=substitute]").fill("@gaelle")
    host.get_by_role("button", name="I host it").click()
    assert Membership.objects.get(role="animator").person == people["yannick"]

    # The answers each invitation begins with, and three readers of the sentence alone
    host.goto(f"{at}/communities/right-first-time/prepare/members/")
    for name, words in SAYS.items():
        host.locator(f"form[data-rse='community.prepare'] [name={name}]").fill(words)
    host.get_by_role("button", name="Save", exact=True).click()
    host.locator("form[data-rse='reader.ask'] [name=person]").fill("@diego")
    host.get_by_role("button", name="Ask them to read it").click()
    expect(host.get_by_text("Has not answered yet")).to_be_visible()
    reader = enter(people["diego"])
    reader.goto(f"{at}/readings/{PurposeReading.objects.get().pk}/")
    reader.get_by_label("I know why I would come").check()
    reader.get_by_role("button", name="Answer").click()
    for name in ("coralie", "moussa"):
        reading = ask_reader(people["yannick"], welds(), people[name])
        answer_reading(people[name], reading, would_come=True)

    # Everything holds: the administrator opens the seeding
    admin.goto(f"{at}/communities/right-first-time/gate/")
    admin.get_by_role("button", name=re.compile("Go on")).click()
    assert welds().stage == "seeding"

    # Something to read before anybody comes; a second voice, with her yes
    host.goto(f"{at}/communities/right-first-time/seeding/new/")
    host.locator("[name=title]").fill("Welcome: what this place is for")
    host.locator("#plan [name=body]").fill("One weld in six is done again. Here we say which settings held.")
    host.get_by_role("button", name="Publish now").click()
    expect(host).to_have_url(re.compile(r"/posts/\d+/"))
    host.locator("article summary").first.click()
    host.get_by_role("button", name="Pin at the top").click()
    host.goto(f"{at}/communities/right-first-time/seeding/new/")
    host.locator("#plan [name=kind][value=question]").check(force=True)
    host.locator("[name=title]").fill("Which gas for 2 mm?")
    host.locator("#plan [name=body]").fill("Ours sputters since the new bottles.")
    host.locator("[name=author]").fill("@gaelle")
    host.get_by_role("button", name="Save the draft").click()
    host.get_by_role("link", name="Which gas for 2 mm?").click()
    host.get_by_role("button", name="Ask Gaëlle to sign it").click()
    second = enter(people["gaelle"])
    second.goto(f"{at}/signatures/")
    second.get_by_role("button", name="You may publish this under my name").click()
    expect(second.get_by_text("You have agreed")).to_be_visible()
    host.goto(f"{at}/communities/right-first-time/seeding/")
    host.get_by_role("link", name="Which gas for 2 mm?").click()
    host.get_by_role("button", name="Publish now").click()
    expect(host.get_by_text("Gaëlle Le Bris").first).to_be_visible()
    seed(people)
    put_back(8)
    host.goto(f"{at}/communities/right-first-time/seeding/")
    expect(host.locator(".checks .no")).to_have_count(0)

    # The first wave, each for a reason; it leaves with the pilot
    host.goto(f"{at}/communities/right-first-time/invitations/")
    lines = [f"{address}\tYou weld stainless at station {n} every week" for n, address in enumerate(GUESTS)]
    host.locator("#wave-people").fill("\n".join(lines))
    host.get_by_role("button", name="Add them").click()
    expect(host.locator("li[id^=invitee]")).to_have_count(8)
    for n in range(3):
        host.locator("[name^=said_yes]").nth(n).check()
    host.get_by_role("button", name="Save", exact=True).last.click()
    host.goto(f"{at}/communities/right-first-time/gate/")
    host.get_by_role("button", name=re.compile("Go on")).click()
    assert welds().stage == "pilot"
    assert Invitation.objects.count() == len(GUESTS)

    # Somebody comes in from the mail
    guest = enter()
    guest.goto(letterbox.link_to(GUESTS[0], "/invitations/", at))
    guest.locator("[name=display_name]").fill("Nora Belkacem")
    guest.locator("[name=password]").fill("three herons over the canal")
    guest.get_by_role("button", name="Join Right first time").click()
    expect(guest).to_have_url(re.compile("/welcome/$"))

    # The others too; then a month passes, and all of it holds: no reason is needed
    for n, invitation in enumerate(Invitation.objects.filter(answer="").order_by("pk")):
        accept_as_newcomer(invitation, display_name=f"Guest {n}", password="three herons over the canal", language="en")
    admin.goto(f"{at}/communities/right-first-time/gate/")
    expect(admin.get_by_text("Go on all the same")).to_be_visible()
    let_a_month_pass(welds())
    host.goto(f"{at}/communities/right-first-time/gate/")
    host.get_by_role("button", name="Ask the administrators to open it").click()
    admin.goto(f"{at}/roadmap/")
    expect(admin.get_by_text("Everything holds for its next step: Open.")).to_be_visible()
    admin.get_by_role("link", name=re.compile("See how it stands")).first.click()
    expect(admin.locator("#reason")).to_have_count(0)
    admin.get_by_role("button", name=re.compile("Go on")).click()
    assert welds().stage == "open"
    change = StageChange.objects.filter(stage="open").get()
    assert (change.reason, change.missing) == ("", [])
    guest.goto(f"{at}/communities/right-first-time/about/")
    expect(guest.get_by_text(PURPOSE).first).to_be_visible()


def seed(people):
    """What else is written and planned: by the verbs of the pages."""
    rules, place = Rules.current(), welds()
    for n in range(rules.seed_questions - 1):
        publish_post(people["yannick"], place, kind="question", title=f"Which rod for {n + 3} mm?", body="Ours sticks.")
    for n in range(rules.seed_posts - rules.seed_questions - 1):
        publish_post(people["yannick"], place, title=f"Setting {n}", body="95 A, 8 l/min, second pass cold.")
    for n in range(rules.seed_scheduled):
        planned = plan_post(people["yannick"], place, title=f"Next {n}", body="A weld that held, and why.")
        schedule_post(people["yannick"], planned, at=now() + timedelta(days=n + 1))
