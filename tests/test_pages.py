"""Every page one may read, in both languages: alike on both template engines, nothing inline, one title."""

import re

import pytest
from django.conf import settings
from django.template import engines, loader

from accounts.models import Person
from tests.permission_table import LINES, ask
from tests.permission_world import ACTORS

pytestmark = pytest.mark.django_db

# What is new at each rendering.
CHANGING = [
    r'(csrfmiddlewaretoken" value=)"[^"]+"',
    r'("X-CSRFToken": )"[^"]+"',
    r'(idempotency_key" value=)"[^"]+"',
    r'(name="(?:until|since)" value=)"[^"]+"',
    r"([?&;](?:since|before|after)=)[\w.:-]+",
    r'(<script id="js_data" type="application/json">).*?(?=</script>)',
]
# Each page where it is plainest, and the teaser; as a host, as somebody from elsewhere, as a visitor.
READS = [
    (line, reader)
    for line in LINES
    if line.method == "GET" and (line.place in ("-", "open") or "GET posts:community private" in str(line))
    for reader in ("animator", "outsider", "nobody", "administrator")
    if dict(zip(ACTORS, line.expected, strict=True))[reader] == 200
    if reader != "administrator" or line.address.startswith("admin:")
]


def steady(html):
    for pattern in CHANGING:
        html = re.sub(pattern, r"\1", html, flags=re.DOTALL)
    return html


@pytest.fixture
def both(monkeypatch):
    """`both(get)`: what `get()` answers, which both engines must render alike."""

    def compare(get):
        answers = []
        for engine in ("product", "django"):
            monkeypatch.setattr(loader, "_engine_list", lambda using=None, e=engine: [engines[e]])
            answers.append(get())
        if "text/html" in answers[0]["Content-Type"]:
            assert steady(answers[0].text) == steady(answers[1].text)
        return answers[0]

    return compare


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(("line", "reader"), READS, ids=str)
def test_a_page_is_the_same_on_both_engines_and_well_made(world, both, line, reader, language):
    Person.objects.filter(pk__in=[person.pk for person in world.people.values()]).update(language=language)
    world.browsers["nobody"].cookies[settings.LANGUAGE_COOKIE_NAME] = language

    page = both(lambda: ask(world, reader, line))
    both(lambda: ask(world, reader, line, headers={"HX-Request": "true"}))

    if (
        page["Content-Type"].startswith("text/html")
        and not line.address.startswith("admin:")
        and page.text.startswith("<!doctype html>")
    ):
        assert f'<html lang="{language}"' in page.text
        assert page.text.count("<h1") == 1
        assert re.search(r"<title>[^<·]+ · [^<]+</title>", page.text)
        assert "no-store" in page["Cache-Control"]
        nothing_inline(page.text)


def nothing_inline(html):
    """R-HD-01."""
    assert not re.search(r"<style|\sstyle=|\son\w+=", html)
    assert not re.search(r'<script(?![^>]*(?:src=|type="application/json"))', html)
