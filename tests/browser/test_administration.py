"""An administrator opens a community from the administration, by keyboard alone."""

from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from communities.models import Community
from tests import factories

PURPOSE = "Tell every lost bid within the week, so that one more in ten is won next year."


def test_a_community_is_opened_by_keyboard_its_host_found_by_name(transactional_db, live_server, page):
    administrator = factories.make_person("Émilie Faure", handle="emilie", is_staff=True, is_superuser=True)
    factories.make_person("Claire Bonnefoy", handle="claire")
    signed_in = Client()
    signed_in.force_login(administrator)
    cookie = signed_in.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))

    page.goto(f"{live_server.url}/admin/communities/community/add/")
    page.locator("[name=name]").focus()
    page.keyboard.type("Lost bids")
    page.locator("[name=purpose]").focus()
    page.keyboard.type(PURPOSE)
    page.locator(".field-animator .select2-selection").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("bonnef")
    expect(page.get_by_role("option", name="Claire Bonnefoy")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".field-animator .select2-selection")).to_contain_text("Claire Bonnefoy")
    page.locator("[name=_save]").focus()
    page.keyboard.press("Enter")

    expect(page.locator(".messagelist")).to_contain_text("Lost bids")
    assert Community.objects.get().name == "Lost bids"
    assert complaints == []
