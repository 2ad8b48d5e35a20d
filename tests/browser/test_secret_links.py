"""Pages opened by a secret link answer `no-referrer` (R-HD-04). A browser then sends `Origin: null` with their forms,
which is refused (R-CS-02): the page itself says `strict-origin`, which tells the origin and never the link."""

from urllib.parse import urlsplit

import pytest

from accounts import links
from accounts.beginning import offer_administration
from accounts.models import Person

PASSWORD = "three herons over the canal"


@pytest.fixture
def person(transactional_db):
    person = Person.objects.create_user("zed@example.org", None, display_name="Zed Novak", handle="zed", language="en")
    person.emailaddress_set.create(email=person.email, primary=True)
    return person


def test_a_first_password_is_chosen_from_the_letter(person, live_server, page):
    response = page.goto(live_server.url + urlsplit(links.first_password_link(person)).path)
    assert response.headers["referrer-policy"] == "no-referrer"

    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form[data-rse] button.btn-primary").click()

    page.wait_for_url(f"{live_server.url}/")
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_the_first_administrator_comes_in_by_the_printed_link(transactional_db, live_server, page):
    page.goto(live_server.url + urlsplit(offer_administration()).path)
    page.locator("[name=display_name]").fill("Émilie Faure")
    page.locator("[name=email]").fill("emilie@example.org")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form[data-rse] button.btn-primary, form button.btn-primary").first.click()

    page.wait_for_load_state()
    assert Person.objects.get(email="emilie@example.org").is_staff
