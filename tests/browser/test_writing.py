"""Writing, answering, correcting, taking back: with JavaScript and without."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from posts.models import Attachment, Draft, Post, Reply
from tests import factories
from tests.posts.files import a_picture

PUMP = {"name": "pump.jpg", "mimeType": "image/jpeg", "buffer": a_picture().read()}


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def question(transactional_db):
    claire = factories.make_person("Claire Bonnefoy", handle="claire", title="Bids")
    gerard = factories.make_person("Gérard Pommier", handle="gerard")
    zoe = factories.make_person("Zoé Reader", handle="zoe")
    community = factories.make_community(claire, members=[gerard, zoe], slug="pumps", name="Pumps")
    question = factories.make_question(gerard, community, body="It weeps after 200 hours.")
    factories.make_reply(claire, question, body="Seen here too.")
    return question


@pytest.fixture
def zoe(question, live_server, context):
    person = type(question.author).objects.get(handle="zoe")
    browser = Client()
    browser.force_login(person)
    cookie = browser.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    return person


@pytest.fixture(autouse=True)
def _nothing_is_under_way(question, page):
    """What a page sends while it closes is answered before the tables are emptied."""
    yield
    page.goto("about:blank")
    page.wait_for_timeout(400)


def barriers(page):
    """What axe finds serious."""
    found = Axe().run(page).response["violations"]
    return [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in ("serious", "critical")]


class TestWithoutAScript:
    @pytest.fixture
    def browser_context_args(self, browser_context_args):
        return {**browser_context_args, "java_script_enabled": False}

    def test_a_post_is_written_corrected_and_taken_back(self, zoe, live_server, page):
        page.goto(f"{live_server.url}/communities/pumps/")
        form = page.locator('[data-rse="post.create"]')
        form.locator("textarea").fill("A **first** text")
        form.get_by_role("button", name="Publish").click()
        expect(page.get_by_role("alert")).to_contain_text("Put your question in one sentence")

        form.get_by_label("Message", exact=True).check()
        form.locator('input[type="file"]').set_input_files(
            {"name": "pump.jpg", "mimeType": "image/jpeg", "buffer": a_picture().read()}
        )
        form.get_by_role("button", name="Preview").click()
        expect(page.locator(".preview strong")).to_have_text("first")
        form.get_by_label("What the picture shows").fill("A pump")
        form.get_by_role("button", name="Publish").click()
        expect(page).to_have_url(re.compile(r"/posts/\d+/$"))
        expect(page.locator("article.post img")).to_have_attribute("alt", "A pump")

        page.locator("article.post summary").first.click()
        page.get_by_role("link", name="Edit").click()
        page.get_by_label("Text").fill("A second text")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.locator("article.post")).to_contain_text("A second text")

        page.locator("article.post summary").first.click()
        page.get_by_role("link", name="Delete").click()
        page.get_by_role("button", name="Delete").click()
        expect(page).to_have_url(re.compile(r"/communities/pumps/$"))
        assert not Attachment.objects.exists()

    def test_an_answer_and_a_draft(self, zoe, question, live_server, page):
        page.goto(f"{live_server.url}/posts/{question.pk}/")
        page.get_by_label("Reply to Gérard").fill("Half a sentence")
        page.locator('#reply-form input[type="file"]').set_input_files(PUMP)
        page.get_by_role("button", name="Save draft").click()
        expect(page.get_by_text("Half a sentence")).to_be_visible()
        expect(page.get_by_role("link", name="pump.webp")).to_be_visible()
        page.get_by_role("link", name="Go on writing").click()
        expect(page.get_by_role("checkbox", name="pump.webp")).to_be_checked()
        expect(page.get_by_label("Reply to Gérard")).to_have_value("Half a sentence")
        page.get_by_label("Reply to Gérard").fill("A whole sentence")
        page.get_by_role("button", name="Reply").click()
        expect(page).to_have_url(re.compile(rf"/posts/{question.pk}/#reply-\d+$"))

        page.get_by_role("link", name="Reply", exact=True).first.click()
        page.get_by_label("Reply to Claire").fill("Under hers")
        page.get_by_role("button", name="Reply").click()
        assert Reply.objects.get(body="Under hers").parent.body == "Seen here too."
        assert not Draft.objects.exists()


class TestWithAScript:
    def test_names_are_offered_and_escape_keeps_the_text(self, zoe, live_server, page):
        page.goto(f"{live_server.url}/communities/pumps/")
        area = page.locator("#compose textarea")
        area.press_sequentially("Ask @cl")
        option = page.get_by_role("option", name="Claire Bonnefoy")
        expect(option).to_be_visible()
        expect(area).to_have_attribute("aria-expanded", "true")
        assert barriers(page) == []

        area.press("Enter")
        expect(area).to_have_value("Ask @claire ")
        area.press_sequentially("or @ge")
        expect(page.get_by_role("option", name="Gérard Pommier")).to_be_visible()
        area.press("Escape")
        expect(page.get_by_role("option")).to_have_count(0)
        expect(area).to_have_value("Ask @claire or @ge")

    def test_a_post_is_published_in_place(self, zoe, live_server, page):
        page.goto(f"{live_server.url}/communities/pumps/")
        form = page.locator("#compose")
        form.locator("textarea").fill("Look at *this*")
        form.locator('input[type="file"]').set_input_files(
            {"name": "pump.jpg", "mimeType": "image/jpeg", "buffer": a_picture().read()}
        )
        form.get_by_label("What the picture shows").fill("A pump")
        form.get_by_role("button", name="Preview").click()
        expect(page.locator("#compose .preview em")).to_have_text("this")
        page.keyboard.press("Control+Enter")
        expect(page.locator("#compose-title")).to_be_focused()
        expect(form.get_by_role("alert")).to_contain_text("Put your question in one sentence")

        page.locator("#compose-title").fill("What is this?")
        page.keyboard.press("Control+Enter")
        card = page.locator("article.post", has_text="What is this?")
        expect(card).to_be_focused()
        expect(page.locator("#toasts")).to_contain_text("Published")
        expect(page.locator("#compose textarea")).to_have_value("")
        assert page.url.endswith("/communities/pumps/")
        assert Attachment.objects.get().post == Post.objects.get(title="What is this?")

    def test_words_are_made_bold_by_a_button(self, zoe, live_server, page):
        page.goto(f"{live_server.url}/communities/pumps/")
        area = page.locator("#compose textarea")
        area.press_sequentially("strong")
        area.select_text()
        page.locator("#compose").get_by_role("button", name="Bold").click()
        expect(area).to_have_value("**strong**")
        assert barriers(page) == []

    def test_a_double_click_answers_once(self, zoe, question, live_server, page):
        page.goto(f"{live_server.url}/posts/{question.pk}/")
        page.locator("#reply-form textarea").fill("Only once")
        page.locator("#reply-form").get_by_role("button", name="Reply").dblclick()
        expect(page.locator("article.reply", has_text="Only once")).to_have_count(1)
        expect(page.locator("article.reply", has_text="Only once")).to_be_focused()
        expect(page.locator("#reply-form textarea")).to_have_value("")
        expect(page.get_by_role("heading", name="2 replies")).to_be_visible()
        assert Reply.objects.filter(body="Only once").count() == 1
        assert barriers(page) == []

    def test_an_answer_to_an_answer_opens_under_it(self, zoe, question, live_server, page):
        page.goto(f"{live_server.url}/posts/{question.pk}/")
        page.locator("article.reply").get_by_role("link", name="Reply", exact=True).click()
        expect(page.get_by_label("Reply to Claire")).to_be_focused()
        page.keyboard.type("Under hers")
        page.keyboard.press("Control+Enter")
        expect(page.locator("article.reply-in", has_text="Under hers")).to_be_focused()

    def test_what_one_types_waits_on_the_server(self, zoe, question, live_server, page):
        page.goto(f"{live_server.url}/posts/{question.pk}/")
        page.locator("#reply-form textarea").press_sequentially("Half a sen")
        expect(page.locator("#reply-form [data-draft]")).to_contain_text("Draft saved", timeout=8000)
        page.goto(f"{live_server.url}/communities/pumps/")
        expect(page.locator(f"#reply-to-{question.pk}-body")).to_have_value("Half a sen")

    def test_a_file_waits_on_the_server_with_what_it_shows(self, zoe, question, live_server, page):
        page.goto(f"{live_server.url}/posts/{question.pk}/")
        form = page.locator("#reply-form")
        form.locator('input[type="file"]').set_input_files(PUMP)
        form.get_by_label("What the picture shows").fill("A pump")
        expect(form.locator("[data-draft]")).to_contain_text("Draft saved", timeout=8000)
        for address in (f"/posts/{question.pk}/", "/communities/pumps/"):
            page.goto(f"{live_server.url}{address}")
            expect(page.get_by_label("What the picture shows")).to_have_value("A pump")
        page.get_by_role("button", name="Remove pump.webp").click()
        page.locator(f"#reply-to-{question.pk}-body").press_sequentially("Without")

        expect(page.locator(f"#reply-to-{question.pk} [data-draft]")).to_contain_text("Draft saved", timeout=8000)
        page.wait_for_timeout(3500)
        assert not Draft.objects.get().attachments.exists()

    def test_replies_of_others_come_in_while_one_writes(self, zoe, question, live_server, page):
        claire = type(zoe).objects.get(handle="claire")
        page.goto(f"{live_server.url}/posts/{question.pk}/")
        first = Reply.objects.get()
        factories.make_reply(claire, question, "Under the first", parent=first)
        factories.make_reply(claire, question, "At the end")
        area = page.locator("#reply-form textarea")
        area.press_sequentially("Half a sen")
        button = page.get_by_role("status").get_by_role("link", name="2 new replies")
        expect(button).to_be_visible()
        assert barriers(page) == []

        button.click()
        expect(page.locator(f"#reply-{first.pk} + article.reply-in")).to_contain_text("Under the first")
        expect(page.locator("article.reply").last).to_contain_text("At the end")
        expect(page.locator("article.reply-in")).to_be_focused()
        expect(page.get_by_role("heading", name="3 replies")).to_be_visible()
        expect(area).to_have_value("Half a sen")
        expect(button).to_have_count(0)

        factories.make_reply(claire, question, "One more")
        page.locator("#reply-form").get_by_role("button", name="Reply").click()
        expect(page.locator("article.reply", has_text="Half a sen")).to_be_focused()
        page.get_by_role("link", name="1 new reply").click()
        expect(page.locator("article.reply").last).to_contain_text("One more")

    def test_a_change_not_saved_waits_too(self, zoe, question, live_server, page):
        post = factories.make_post(zoe, question.community, body="First")
        page.goto(f"{live_server.url}/posts/{post.pk}/edit/")
        page.get_by_label("Text").fill("Second")
        expect(page.locator("#edit [data-draft]")).to_contain_text("Draft saved", timeout=8000)
        page.goto(f"{live_server.url}/drafts/")
        page.get_by_role("link", name="Go on writing").click()
        expect(page.get_by_label("Text")).to_have_value("Second")
        assert barriers(page) == []
        page.get_by_role("button", name="Start again from what is published").click()
        expect(page.get_by_label("Text")).to_have_value("First")

    def test_what_one_types_is_saved_on_leaving(self, zoe, question, live_server, page):
        page.goto(f"{live_server.url}/posts/{question.pk}/")
        page.locator("#reply-form textarea").press_sequentially("Leaving now")
        page.locator("#reply-form form[data-ready]").wait_for()
        page.goto(f"{live_server.url}/drafts/")
        expect(page.locator("h1")).to_be_visible()
        page.wait_for_timeout(500)
        page.reload()
        expect(page.get_by_text("Leaving now")).to_be_visible()

    def test_without_the_network_it_waits_on_the_device(self, zoe, question, live_server, page, context):
        page.goto(f"{live_server.url}/posts/{question.pk}/")
        area = page.locator("#reply-form textarea")
        area.press_sequentially("In the ")
        page.locator("#reply-form form[data-ready]").wait_for()
        context.set_offline(True)
        area.press_sequentially("tunnel")
        expect(page.locator("#reply-form [data-draft]")).to_have_text("Kept on this device", timeout=8000)
        page.locator("#reply-form").get_by_role("button", name="Reply").click()
        expect(area).to_have_value("In the tunnel")
        context.set_offline(False)
        page.reload()
        page.locator("#reply-form textarea").focus()
        expect(area).to_have_value("In the tunnel")

    def test_deleting_asks_in_a_dialog(self, zoe, question, live_server, page):
        reply = factories.make_reply(zoe, question, body="Wrong idea")
        page.goto(f"{live_server.url}/posts/{question.pk}/")
        menu = page.locator(f"#reply-{reply.pk} summary").first
        menu.click()
        page.locator(f"#reply-{reply.pk}").get_by_role("link", name="Delete").click()
        dialog = page.get_by_role("dialog", name="Delete this reply?")
        expect(dialog).to_be_visible()
        assert barriers(page) == []
        page.keyboard.press("Escape")
        expect(menu).to_be_focused()

        menu.click()
        page.locator(f"#reply-{reply.pk}").get_by_role("link", name="Delete").click()
        dialog.get_by_role("button", name="Delete").click()
        expect(page.get_by_text("Wrong idea")).to_have_count(0)

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_nothing_stands_in_the_way(self, zoe, question, live_server, page, scheme):
        post = factories.make_post(zoe, question.community)
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        factories.make_draft(zoe, community=question.community)
        own = [f"/posts/{post.pk}/{name}/" for name in ("edit", "history", "delete")]
        for address in ("/posts/new/", "/drafts/", "/communities/pumps/", f"/posts/{question.pk}/reply/", *own):
            page.goto(f"{live_server.url}{address}")
            assert barriers(page) == [], address
