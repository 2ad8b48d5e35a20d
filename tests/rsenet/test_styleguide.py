"""The style guide shows every component there is, to whoever develops."""

import re

import pytest

from rsenet.env import BASE_DIR

# The frames around pages, and what only a script or an error page shows: they are the pages themselves.
FRAMES = {
    "app", "app-compact", "error-page", "gate", "gate-form", "public", "public-main", "topbar", "tabbar", "wall",
    "wall-text", "htmx-added", "logo", "rail", "rail-foot", "rail-h", "rail-list", "rail-t", "toasts",
}  # fmt: skip


def components():
    """The classes of the style sheets of components."""
    for sheet in (BASE_DIR / "static/css/components").glob("*.css"):
        text = re.sub(r"/\*.*?\*/|\{[^{}]*\}", " ", sheet.read_text(), flags=re.DOTALL)
        yield from re.findall(r"\.([a-zA-Z][\w-]*)", text)


@pytest.fixture
def guide(as_, member, settings):
    settings.STYLEGUIDE = True
    return as_(member).get("/styleguide/").text


def test_every_component_is_there(guide):
    """A new class of static/css/components/ has its line in templates/styleguide/."""
    shown = {name for names in re.findall(r'class="([^"]*)"', guide) for name in names.split()}

    assert sorted(set(components()) - shown - FRAMES) == []


def test_no_name_is_given_twice(guide):
    ids = re.findall(r'\sid="([^"]+)"', guide)

    assert sorted(name for name in set(ids) if ids.count(name) > 1) == []


def test_elsewhere_it_is_not_there(as_, administrator):
    assert as_(administrator).get("/styleguide/").status_code == 404
