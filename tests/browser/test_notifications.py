"""Learning that somebody counts on one, going there, and being left in peace: with JavaScript and without."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from tests.factories import make_community, make_person
from tests.notifications import world


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def browser_context_args(browser_context_args, request):
    return {**browser_context_args, "java_script_enabled": request.param}


@pytest.fixture
def zoe(transactional_db, live_server, context):
    """Somebody signed in, whom colleagues have answered, called and invited."""
    zoe, nadia = make_person("Zoé Reader", handle="zoe"), make_person("Nadia Roussel", handle="nadia")
    pumps = make_community(nadia, members=[zoe], slug="pumps", name="Pumps")
    world.answer(nadia, world.write(zoe, pumps, "The seal weeps after 200 hours"))
    world.write(nadia, pumps, "Who drew the curve?", kind="question", calling=[zoe])
    world.invite(nadia, make_community(nadia, visibility="secret", name="Takeover"), zoe)
    browser = Client()
    browser.force_login(zoe)
    cookie = browser.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    return zoe


def row(page, words):
    return page.locator(".notif").filter(has_text=words)


def test_one_goes_where_one_is_called_and_the_bell_counts_one_less(zoe, live_server, page):
    page.goto(f"{live_server.url}/notifications/")
    expect(page.locator("#bell-rail")).to_contain_text("3")

    row(page, "asks you").get_by_role("button", name="Reply").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Who drew the curve?")
    expect(page.locator("#bell-rail")).to_contain_text("2")


def test_one_row_is_marked_read_and_unread(zoe, live_server, page):
    page.goto(f"{live_server.url}/notifications/")
    answer = row(page, "replied to your post")

    answer.get_by_label("More actions").click()
    answer.get_by_role("button", name="Mark as read").click()
    expect(page.locator("#bell-rail")).to_contain_text("2")
    expect(answer.get_by_text("Unread", exact=True)).to_have_count(0)

    answer.get_by_label("More actions").click()
    answer.get_by_role("button", name="Mark as unread").click()
    expect(page.locator("#bell-rail")).to_contain_text("3")


def test_all_is_read_at_once(zoe, live_server, page):
    page.goto(f"{live_server.url}/notifications/")

    page.get_by_role("button", name="Mark all as read").click()

    expect(page.locator(".notif.new")).to_have_count(0)
    expect(page.locator("#bell-rail")).to_be_empty()


def test_a_thread_is_silenced_from_its_row(zoe, live_server, page):
    page.goto(f"{live_server.url}/notifications/")
    answer = row(page, "replied to your post")

    answer.get_by_label("More actions").click()
    answer.get_by_role("button", name="Silence this thread").click()

    expect(answer).to_contain_text("silenced")


@pytest.mark.parametrize("browser_context_args", [True], indirect=True, ids=["script"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_can_be_read_by_everybody(zoe, live_server, page, scheme):
    """axe finds nothing serious, and nothing is wider than a phone; with rows, with a menu open, and with nothing."""
    page.emulate_media(color_scheme=scheme)
    for state in ("rows", "menu", "nothing"):
        if state == "nothing":
            zoe.notifications.all().delete()
        for width in (1440, 390):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(f"{live_server.url}/notifications/")
            if state == "menu":
                page.locator(".notif summary").first.click()
            found = Axe().run(page).response["violations"]
            assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == [], state
            assert page.evaluate("document.documentElement.scrollWidth") <= width, state
