"""A kept piece of a page is the piece that would be rendered now."""

import re

import pytest
from django.utils.translation import override

from core import fragments
from posts.shell import Sign
from tests.factories import make_community

pytestmark = pytest.mark.django_db
ROW = "layouts/_rail_row.html"
SIGN = Sign(1, "/communities/pumps/", "Pumps", "Fewer leaks.", 3, 2, "2")
CHANGING = re.compile(r'[\w-]{64}|(?<=since=)[^"]+|(?<=name="idempotency_key" value=")[^"]+')


@pytest.fixture(autouse=True)
def empty():
    fragments.kept.cache_clear()


def test_it_is_rendered_once_for_what_it_shows():
    first = fragments.fragment(ROW, item=SIGN)

    assert fragments.fragment(ROW, item=Sign(*SIGN)) is first
    assert 'data-hue="3"' in first


@pytest.mark.parametrize(
    "change", [{"name": "Seals"}, {"purpose": "No leak."}, {"unread": 0}, {"unread_words": "9+"}, {"hue": 4}]
)
def test_something_else_to_show_is_another(change):
    first = fragments.fragment(ROW, item=SIGN)

    assert fragments.fragment(ROW, item=SIGN._replace(**change)) != first


def test_each_language_has_its_own():
    with override("fr"):
        french = fragments.fragment(ROW, item=SIGN)
    with override("en"):
        assert fragments.fragment(ROW, item=SIGN) != french


def test_what_people_wrote_is_escaped():
    assert "<script>" not in fragments.fragment(ROW, item=SIGN._replace(name="<script>"))


def test_the_pages_of_everybody_are_the_same_with_and_without_what_is_kept(
    as_, member, animator, outsider, monkeypatch
):
    """Byte by byte, also when what is kept was first rendered for somebody else."""
    make_community(animator, members=[member], name="Seals", slug="seals")
    pages = [(who, path) for path in ("/", "/notifications/", "/communities/seals/", "/people/", "/me/")
             for who in (member, animator, outsider)]  # fmt: skip
    browsers = {who: as_(who) for who in (member, animator, outsider)}

    def all_pages():
        return [CHANGING.sub("", browsers[who].get(path).text) for who, path in pages]

    all_pages()  # visits are noted, fragments are kept
    kept = all_pages()
    assert fragments.kept.cache_info().hits
    monkeypatch.setattr(fragments, "kept", fragments.rendered)

    assert all_pages() == kept
