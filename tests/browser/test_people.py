"""Finding a colleague, then describing oneself, with JavaScript and without."""

import io
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from PIL import Image
from playwright.sync_api import expect

from tests.factories import make_person


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def browser_context_args(browser_context_args, request):
    return {**browser_context_args, "java_script_enabled": request.param}


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def reader(transactional_db, live_server, context):
    """Somebody signed in, among colleagues."""
    for number in range(35):
        make_person(f"Anna {chr(65 + number % 26)}{number}", location="Thiers" if number % 2 else "Lyon")
    make_person("Hélène Martin", handle="helene", title="Welder", bio="Ask me about orbital welding.")
    person = make_person("Zoé Reader", handle="zoe")
    browser = Client()
    browser.force_login(person)
    cookie = browser.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    return person


def test_a_colleague_is_found_by_what_they_can_help_with(reader, live_server, page):
    page.goto(f"{live_server.url}/people/")
    page.get_by_label("Name, job, subject").press_sequentially("weldi")
    page.get_by_label("Name, job, subject").press("Enter")

    expect(page.locator(".people-name")).to_have_text(["Hélène Martin"])
    expect(page).to_have_url(re.compile("q=weldi"))
    page.locator(".people-name").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hélène Martin")
    page.go_back()
    expect(page.locator(".people-name")).to_have_text(["Hélène Martin"])


def test_one_reads_on_to_the_last_colleague(reader, live_server, page):
    page.goto(f"{live_server.url}/people/")
    page.get_by_role("link", name="See more").click()

    expect(page.locator(".people-name").last).to_have_text("Zoé Reader")
    expect(page.get_by_role("link", name="See more")).to_have_count(0)
    expect(page.locator(".people-name[autofocus]")).to_be_focused()


def test_a_person_describes_themselves(reader, live_server, page):
    page.goto(f"{live_server.url}/me/")
    page.get_by_label("What I can help with").fill("Reading drawings.\n\nAsk away.")
    page.get_by_label("Handle").fill("not a handle")
    page.get_by_role("button", name="Save my profile").click()

    expect(page.get_by_role("alert")).to_contain_text("Letters without accents")
    expect(page.get_by_label("What I can help with")).to_have_value("Reading drawings.\n\nAsk away.")
    page.get_by_label("Handle").fill("zoe-r")
    page.get_by_role("button", name="Save my profile").click()
    expect(page.get_by_text("Your profile is saved.")).to_be_visible()
    page.get_by_role("link", name="My profile as others see it").click()
    expect(page.get_by_text("Ask away.")).to_be_visible()
    assert page.url.endswith("/people/zoe-r/")


def test_a_portrait_takes_its_place(reader, live_server, page):
    picture = io.BytesIO()
    Image.new("RGB", (400, 500), "teal").save(picture, "PNG")
    page.goto(f"{live_server.url}/me/")
    page.get_by_label("A picture of you").set_input_files(
        {"name": "me.png", "mimeType": "image/png", "buffer": picture.getvalue()}
    )
    page.get_by_role("button", name="Add the photo").click()

    face = page.locator("main img.avatar-xl")
    expect(face).to_be_visible()
    reader.refresh_from_db()
    assert face.get_attribute("src") == reader.photo_url
    page.get_by_role("button", name="Remove the photo").click()
    expect(face).to_have_count(0)


def test_language_and_theme_change_at_once(reader, live_server, page):
    page.goto(f"{live_server.url}/me/settings/")
    page.get_by_label("Français").check()
    page.get_by_label("Dark").check()
    page.get_by_role("button", name="Save my settings").click()

    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("browser_context_args", [True], indirect=True, ids=["script"])
def test_these_pages_have_no_obstacle(reader, live_server, page, scheme):
    """axe finds nothing serious, and nothing is wider than a phone."""
    page.emulate_media(color_scheme=scheme)
    for path in (
        "/people/",
        "/people/?q=nobody",
        "/people/helene/",
        "/people/zoe/",
        "/me/",
        "/me/settings/",
        "/me/security/",
    ):
        for width in (390, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(live_server.url + path)
            found = Axe().run(page).response["violations"]
            assert [v["id"] for v in found if v["impact"] in ("serious", "critical")] == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
