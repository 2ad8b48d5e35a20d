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
OPTIONS = {"resultTypes": ["violations"], "preload": False}
WHOLE = OPTIONS | {"rules": {"target-size": {"enabled": True}}}
COLOURS = OPTIONS | {"runOnly": ["color-contrast"]}
# How each page is looked at, in this order; the first two with its menus closed.
VIEWS = [
    (1440, "dark", COLOURS),
    (1440, "light", WHOLE),
    (390, "light", OPTIONS),
    (390, "dark", COLOURS),
    (320, "light", None),
]
SETTLED = "() => Promise.allSettled(document.getAnimations().map(each => each.finished))"
RUN = "options => axe.run(document, options).then(found => found.violations)"
OPEN = "for (const menu of document.querySelectorAll('details')) menu.open = true"
STICKS_OUT = """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
    .filter(each => each.getBoundingClientRect().right > innerWidth + 1 && !each.closest('.scroll-x, pre, table'))
    .slice(0, 3).map(each => each.outerHTML.slice(0, 120))"""
MANY = "{crowded}"  # one hundred times the same reply has nothing more to show


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker, tmp_path_factory):
    """A server whose tables are emptied after the last page, not after each."""
    server = LiveServer("localhost")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files"), STYLEGUIDE=True):
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
    page.set_viewport_size({"width": 1440, "height": 900})
    page.emulate_media(color_scheme="dark")
    with complaints(page) as wrong:
        status = page.goto(address).status
    wrong = [
        said for said in wrong if status == 200 or f"status of {status}" not in said
    ]  # which the console notes too
    page.evaluate(AXE_SCRIPT)
    for width, scheme, options in VIEWS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        if width == 390:
            page.evaluate(OPEN)
        page.evaluate(SETTLED)
        wrong += [(width, "scrolls sideways", html) for html in page.evaluate(STICKS_OUT)]
        wrong += [(width, scheme, *barrier) for barrier in (barriers(page, options) if options else [])]
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


def barriers(page, options):
    found = page.evaluate(RUN, options)
    serious = [rule for rule in found if rule["impact"] in ("serious", "critical")]
    return [(rule["id"], [node["html"][:160] for node in rule["nodes"][:3]]) for rule in serious]


@pytest.mark.parametrize("address", tour.EMPTY)
def test_a_page_of_an_empty_network(site, founder, windows, address):
    page = windows("founder", tour.browser(founder))

    status, wrong = look(page, site + address)

    assert status == 200
    assert not wrong, "\n".join(map(str, wrong))


PAGES = {**tour.PAGES, "administrator": [*tour.PAGES["administrator"], *tour.ADMINISTRATION]}
PARTS = ("/names/", "/invitations/people/")  # answered to a script alone: parts of a page, not pages
VISITS = [(who, address) for who, addresses in PAGES.items() for address in addresses if MANY not in address]
VISITS = [visit for visit in VISITS if not any(part in visit[1] for part in PARTS)]
VISITS += [(who, address) for who, refused in tour.REFUSED.items() for address in refused]


@pytest.mark.parametrize(("who", "address"), VISITS, ids=[" ".join(visit) for visit in VISITS])
def test_a_page_of_a_living_network(site, network, windows, who, address):
    page = windows(who, network.browsers[who])

    status, wrong = look(page, site + network.path(address))

    assert "?next=" in address or "?next=" not in page.url
    assert status in (200, 400, 403, 404, 410)
    assert not wrong, "\n".join(map(str, wrong))
