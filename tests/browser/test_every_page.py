"""Every page, for everybody: axe finds nothing serious in either theme, a small phone never scrolls sideways, and the
browser complains of nothing. (Standards: WCAG 2.2 AA, R-A11Y-01, R-HD-01.)"""

from contextlib import contextmanager

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.core.management import call_command
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer

from tests import tour
from tests.factories import make_person

pytestmark = pytest.mark.django_db  # the tables exist; what is in them is committed once, for all pages
WIDTHS = (1440, 390, 320)  # nothing sticks out at any
LOOKED_AT = (1440, 390)  # by axe
OPTIONS = {"resultTypes": ["violations"], "preload": False}
WHOLE = OPTIONS | {"rules": {"target-size": {"enabled": True}}}
COLOURS = OPTIONS | {"runOnly": ["color-contrast"]}
RUN = "options => axe.run(document, options).then(found => found.violations)"
SETTLED = "() => Promise.allSettled(document.getAnimations().map(each => each.finished))"
OPEN = "for (const menu of document.querySelectorAll('details')) menu.open = true"
STICKS_OUT = """() => [...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.scroll-x, pre, table'))
    .slice(0, 3).map(e => e.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker, tmp_path_factory):
    """A server whose tables are emptied after the last page, not after each."""
    server = LiveServer("localhost")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files")):
        yield server.url
        server.stop()
        call_command("flush", verbosity=0, interactive=False)


@pytest.fixture(scope="module")
def founder(site):
    return make_person("Émilie Faure", handle="emilie", language="fr", is_staff=True, is_superuser=True)


@pytest.fixture(scope="module")
def network(founder):
    guide = tour.build()
    guide.speak("fr")  # the longer language
    return guide


@pytest.fixture(scope="module")
def windows(browser, site):
    """`windows(name, client)`: the page of a visitor, with the cookies of that client; one for all their visits."""
    opened = {}

    def window(name, client):
        if name not in opened:
            context = browser.new_context(reduced_motion="reduce", locale="fr")
            cookies = [{"name": c.key, "value": c.value, "url": site} for c in client.cookies.values()]
            context.add_cookies(cookies)
            opened[name] = context.new_page()
        return opened[name]

    yield window
    for page in opened.values():
        page.context.close()


def look(page, address):
    """What is wrong with a page, at any width and in both themes."""
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    with complaints(page) as wrong:
        page.emulate_media(color_scheme="light")
        status = page.goto(address).status
    wrong = [
        said for said in wrong if status == 200 or f"status of {status}" not in said
    ]  # which the console notes too
    page.evaluate(AXE_SCRIPT)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme, options in (("dark", COLOURS), ("light", WHOLE)) if width in LOOKED_AT else ():
            page.emulate_media(color_scheme=scheme)
            page.evaluate(SETTLED)
            wrong += barriers(page, options, width, scheme)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append((width, "scrolls sideways", page.evaluate(STICKS_OUT)))
    if page.locator("details").count():
        page.evaluate(OPEN)
        wrong += barriers(page, OPTIONS, width, "menus open")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append((width, "scrolls sideways when menus are open", page.evaluate(STICKS_OUT)))
    return status, wrong


@contextmanager
def complaints(page):
    """What the browser says against a page while it loads."""
    heard = []
    listeners = {
        "console": lambda said: heard.append(said.text) if said.type in ("error", "warning") else None,
        "pageerror": lambda error: heard.append(str(error)),
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    yield heard
    for event, listener in listeners.items():
        page.remove_listener(event, listener)


def barriers(page, options, *where):
    found = page.evaluate(RUN, options)
    serious = [rule for rule in found if rule["impact"] in ("serious", "critical")]
    return [(*where, rule["id"], [node["html"][:160] for node in rule["nodes"][:3]]) for rule in serious]


@pytest.mark.parametrize("address", tour.EMPTY)
def test_a_page_of_an_empty_network(site, founder, windows, address):
    page = windows("founder", tour.browser(founder))

    status, wrong = look(page, site + address)

    assert status == 200
    assert not wrong, "\n".join(map(str, wrong))


PAGES = {**tour.PAGES, "administrator": [*tour.PAGES["administrator"], *tour.ADMINISTRATION]}
VISITS = [(who, address) for who, addresses in PAGES.items() for address in addresses]
VISITS += [(who, address) for who, refused in tour.REFUSED.items() for address in refused]


@pytest.mark.parametrize(("who", "address"), VISITS, ids=[" ".join(visit) for visit in VISITS])
def test_a_page_of_a_living_network(site, network, windows, who, address):
    page = windows(who, network.browsers[who])

    status, wrong = look(page, site + network.path(address))

    assert "?next=" in address or "?next=" not in page.url
    assert status in (200, 400, 403, 404, 410)
    assert not wrong, "\n".join(map(str, wrong))
