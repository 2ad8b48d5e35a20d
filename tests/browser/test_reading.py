"""The main job: a member comes in, sees what is new, answers, goes on; with JavaScript and without."""

import re
from datetime import timedelta

import pytest
from django.utils.timezone import now
from playwright.sync_api import expect

from posts.models import Post, Reading, Reply
from tests import factories
from tests.posts.worlds import make_post, make_reply


@pytest.fixture
def pumps(transactional_db):
    claire = factories.make_person("Claire Bonnefoy", handle="claire")
    zoe = factories.make_person("Zoé Reader", handle="zoe", email="zoe@example.org")
    community = factories.make_community(claire, members=[zoe], slug="pumps", name="Pumps")
    for n in range(30):
        make_post(community, claire, title=f"Case {n:02d}", at=now() - timedelta(hours=n + 1))
    question = make_post(community, claire, title="Who knows?", kind="question", at=now() - timedelta(minutes=5))
    make_reply(Post.objects.get(title="Case 29"), claire, at=now() - timedelta(days=2))
    return question


def sign_in(page, live_server):
    page.goto(live_server.url)
    page.get_by_label("E-mail").fill("zoe@example.org")
    page.locator("input[name=password]").fill("correct horse battery")
    page.locator("input[name=password]").press("Enter")
    expect(page.get_by_role("heading", name="Hello Zoé")).to_be_visible()


@pytest.fixture(autouse=True)
def _english(browser_context_args):
    browser_context_args["locale"] = "en"


@pytest.fixture(autouse=True)
def _nothing_is_under_way(pumps, page):
    yield
    page.goto("about:blank")
    page.wait_for_timeout(400)


class TestWithoutAScript:
    @pytest.fixture
    def browser_context_args(self, browser_context_args):
        return {**browser_context_args, "java_script_enabled": False, "viewport": {"width": 390, "height": 844}}

    def test_a_member_comes_in_reads_answers_and_thanks(self, pumps, live_server, page):
        sign_in(page, live_server)

        page.get_by_role("link", name="Who knows?").click()
        form = page.locator("#reply-form form")
        form.locator("textarea").fill("I do: look at the flushing hole.")
        form.get_by_role("button", name="Reply").click()

        expect(page).to_have_url(re.compile(rf"/posts/{pumps.pk}/#reply-\d+$"))
        expect(page.locator("article.reply")).to_contain_text("look at the flushing hole")
        page.locator(f"#post-{pumps.pk} form.reactions summary").click()
        page.locator(f"#post-{pumps.pk} button[value=useful]").click()
        expect(page.locator(f"#post-{pumps.pk} button[value=useful]")).to_have_attribute("aria-pressed", "true")

    def test_the_feed_goes_on_page_after_page_and_ends(self, pumps, live_server, page):
        sign_in(page, live_server)

        page.get_by_role("link", name="Show more").click()
        expect(page.get_by_role("link", name="Case 12", exact=True)).to_be_visible()
        page.get_by_role("link", name="Show more").click()

        expect(page.get_by_text("You're up to date.")).to_be_visible()


class TestWithAScript:
    def test_an_answer_is_written_in_the_feed_itself(self, pumps, live_server, page):
        sign_in(page, live_server)

        card = page.locator(f"#post-{pumps.pk}")
        card.locator("textarea").fill("I do.")
        card.get_by_role("button", name="Reply", exact=True).click()
        expect(page.locator("article.reply", has_text="I do.")).to_be_visible()
        assert Reply.objects.filter(post=pumps, body="I do.").count() == 1

        reactions = page.locator(f"#reactions-post-{pumps.pk}")
        reactions.locator("summary").click()
        reactions.locator("button[value=thanks]").click()
        expect(reactions.locator("button[value=thanks]")).to_have_attribute("aria-pressed", "true")
        assert page.url.rstrip("/") == live_server.url

    def test_back_from_a_thread_far_down_lands_on_the_card_one_left_from(self, pumps, live_server, page):
        sign_in(page, live_server)
        page.get_by_role("link", name="Show more").click()
        expect(page.get_by_role("link", name="Case 18", exact=True)).to_be_visible()

        page.get_by_role("link", name="Case 18", exact=True).click()
        expect(page).to_have_url(re.compile(r"/posts/\d+/"))
        page.go_back()

        expect(page.get_by_role("link", name="Case 18", exact=True)).to_be_in_viewport()

    def test_what_stayed_in_view_is_read(self, pumps, live_server, page):
        sign_in(page, live_server)
        expect(page.locator(f"#post-{pumps.pk}[data-new]")).to_be_visible()

        with page.expect_response("**/posts/seen/"):
            pass  # two seconds in view, then the next five-second round

        assert Reading.objects.filter(person__handle="zoe", post=pumps).exists()

    def test_a_keyboard_is_enough(self, pumps, live_server, page):
        sign_in(page, live_server)
        page.goto(live_server.url)

        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
        page.keyboard.press("Enter")
        menu = page.locator(".feed-head summary")
        menu.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("link", name="Newest posts first")).to_be_visible()
        page.keyboard.press("Escape")
        expect(menu).to_be_focused()

    def test_the_focus_stays_on_what_one_pressed(self, pumps, live_server, page):
        sign_in(page, live_server)
        page.goto(f"{live_server.url}/posts/{pumps.pk}/")
        reactions = page.locator(f"#reactions-post-{pumps.pk}")

        reactions.locator("summary").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        given = reactions.locator("button[value=thanks][aria-pressed=true]")
        expect(given).to_be_focused()
        page.keyboard.press("Enter")
        expect(reactions.locator("summary")).to_be_focused()

        follow = page.locator("form[action$='/follow/'] button")
        follow.focus()
        page.keyboard.press("Enter")
        expect(follow).to_have_text("Followed")
        expect(follow).to_be_focused()

    def test_more_replies_are_read_on_from_the_first_of_them(self, pumps, live_server, page):
        made = [make_reply(pumps, pumps.author, at=now() - timedelta(hours=130 - n)) for n in range(130)]
        sign_in(page, live_server)
        page.goto(f"{live_server.url}/posts/{pumps.pk}/")

        page.get_by_role("link", name="Show the next replies: 30 left").focus()
        page.keyboard.press("Enter")

        expect(page.locator(f"#reply-{made[100].pk}")).to_be_focused()

    def test_a_card_is_marked_by_hand_where_it_stands(self, pumps, live_server, page):
        sign_in(page, live_server)
        mark = page.locator(f"#mark-{pumps.pk}")

        mark.focus()
        page.keyboard.press("Enter")
        expect(mark).to_have_attribute("title", "Keep as unread")
        expect(mark).to_be_focused()
        page.keyboard.press("Enter")
        expect(mark).to_have_attribute("title", "Mark as read")

        assert Reading.objects.get(person__handle="zoe").kept

    def test_the_tools_of_an_empty_text_are_reached_by_keyboard(self, pumps, live_server, page):
        sign_in(page, live_server)
        page.goto(f"{live_server.url}/communities/pumps/")
        page.locator("#compose-body").focus()
        expect(page.locator("#compose markdown-toolbar[tabindex='0']")).to_be_visible()

        page.locator("#compose").get_by_role("button", name="Preview").focus()
        page.keyboard.press("Tab")
        expect(page.locator("#compose md-bold")).to_be_focused()
        page.keyboard.press("Tab")
        expect(page.locator("#compose").get_by_role("button", name="Publish")).to_be_focused()

    def test_what_failed_and_can_be_repeated_is_tried_again_from_the_sentence(self, pumps, live_server, page):
        sign_in(page, live_server)
        page.route("**/?before=*", lambda route: route.abort())
        page.get_by_role("link", name="Show more").click()
        page.unroute("**/?before=*")

        page.get_by_role("button", name="Try again").click()

        expect(page.get_by_role("link", name="Case 12", exact=True)).to_be_visible()
