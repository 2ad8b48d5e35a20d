"""The first page anybody sees."""


def test_a_visitor_is_asked_to_sign_in(live_server, page):
    page.goto(live_server.url)

    assert "/accounts/login/" in page.url
    assert page.locator("form[data-rse=login], form").first.is_visible()
