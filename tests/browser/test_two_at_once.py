"""One text open on two devices: whoever saves last is told, and nobody’s words are lost, with a script or without."""

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from tests import factories


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def devices(request, browser, live_server, transactional_db):
    """A telephone and a desk of one person, and the address of a message of theirs."""
    zoe = factories.make_person("Zoé Reader", handle="zoe")
    post = factories.make_post(zoe, factories.make_community(zoe, slug="pumps"), "The seal weeps.")
    signed_in = Client()
    signed_in.force_login(zoe)
    cookie = signed_in.cookies[settings.SESSION_COOKIE_NAME]
    pages = []
    for _ in range(2):
        context = browser.new_context(java_script_enabled=request.param, locale="en")
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        pages.append(context.new_page())
    yield *pages, post, f"{live_server.url}/posts/{post.pk}/edit/"
    for page in pages:
        page.context.close()


def test_both_texts_stand_on_the_page_until_one_is_chosen(devices):
    phone, desk, post, address = devices
    for page in (phone, desk):
        page.goto(address)
    phone.locator("[name=body]").fill("Written on the telephone.")
    phone.get_by_role("button", name="Save", exact=True).click()
    expect(phone.locator(".prose").first).to_have_text("Written on the telephone.")

    desk.locator("[name=body]").fill("Written at the desk.")
    desk.get_by_role("button", name="Save", exact=True).click()

    expect(desk.locator("[role=alert]")).to_contain_text("Written on the telephone.")
    expect(desk.locator("[name=body]")).to_have_value("Written at the desk.")
    desk.get_by_role("button", name="Save mine instead").click()
    expect(desk.locator(".prose").first).to_have_text("Written at the desk.")
    post.refresh_from_db()
    assert post.body == "Written at the desk."
    assert [old.body for old in post.revisions.order_by("pk")] == ["The seal weeps.", "Written on the telephone."]
