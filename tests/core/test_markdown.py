"""Markdown to safe HTML: what people write is shown, what attackers write is text."""

import re
import time
from html.parser import HTMLParser

import pytest

from core.markdown import TAGS, handles, render

PEOPLE = {"nadia": ("/people/nadia/", 'Nadia "<b>" Roussel')}

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<body onload=alert(1)>",
    "<form action=//evil.example><button>go</button></form>",
    "<div hx-get=/accounts/logout/ hx-trigger=load>x</div>",
    "<div data-hx-post=/x/ class=btn style=position:fixed>x</div>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<object data=javascript:alert(1)>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](javascript&#58;alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](&#x6A;avascript:alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](data:image/svg+xml;utf8,<svg onload=alert(1)>)",
    "[x](file:///etc/passwd)",
    "[x](//evil.example)",
    "[x](\\\\evil.example)",
    "[x](/\\evil.example)",
    "[x](blob:https://evil.example/1)",
    "![x](javascript:alert(1))",
    "![x](https://evil.example/pixel.gif)",
    '[x](https://a.example "onmouseover=alert(1) x=")',
    "[x](https://a.example'onmouseover='alert(1))",
    '[x](https://a.example" onmouseover="alert(1))',
    "<javascript:alert(1)>",
    "<https://a.example/<script>alert(1)</script>>",
    "[x][1]\n\n[1]: javascript:alert(1)",
    '[x][1]\n\n[1]: https://a.example "\\"onerror=alert(1)"',
    "```\"><script>alert(1)</script>\ncode\n```",
    "```html onload=alert(1)\n<script>alert(1)</script>\n```",
    "`<script>alert(1)</script>`",
    "| <script>alert(1)</script> |\n|-|\n| <img src=x onerror=alert(1)> |",
    "# <img src=x onerror=alert(1)> {onclick=alert(1)}",
    "@nadia<script>alert(1)</script>",
    "[@nadia](javascript:alert(1))",
    "http://a.example/\"onmouseover=\"alert(1)",
    "\N{FULLWIDTH LESS-THAN SIGN}script>alert(1)</script>",
]  # fmt: skip


class Harmless(HTMLParser):
    """Refuses any element, attribute or address that the allow-list does not name."""

    def handle_starttag(self, tag, attrs):
        assert tag in TAGS, tag
        for name, value in attrs:
            assert (tag, name) in {
                ("a", "href"),
                ("a", "title"),
                ("a", "rel"),
                ("a", "class"),
                ("ol", "start"),
                ("pre", "tabindex"),
                ("table", "tabindex"),
            }
            if name == "href":
                assert re.match(r"(https?://|mailto:|/(?![/\\])|[^:/\\]*$)", value), value
            if name == "class":
                assert value == "mention"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_attackers_write_is_text(payload):
    """R-XS-01."""
    reader = Harmless()
    reader.feed(str(render(payload, PEOPLE)))
    reader.close()


SHAPES = {
    "quotes": ">" * 20_000,
    "nested lists": "\n".join(" " * depth + "- a" for depth in range(190)),
    "brackets": "[" * 20_000,
    "nested links": "[" * 2500 + "a" + "](b)" * 2500,
    "open images": "![" * 10_000,
    "emphasis": "*a_ " * 5000,
    "strong": "**a *b " * 2800,
    "alternating": "*_" * 10_000,
    "backticks": "".join("`" * n + "a" for n in range(1, 199)),
    "angle": "<" * 20_000,
    "entities": "&#" * 10_000,
    "html": "<div>" * 4000,
    "comments": "<!--" * 5000,
    "cells": "|a" * 10_000 + "\n" + "|-" * 100,
    "wide table": "|" + "a|" * 4000 + "\n|" + "-|" * 4000 + "\n|x" * 10,
    "rows": "a|b\n-|-\n" + "|\n" * 9990,
    "lazy quote": ">" * 20 + "a\n" + "b\n" * 9980,
    "addresses": "http://" * 2857,
    "foreign addresses": "http://é." * 2222,
    "schemes": "x://" * 5000,
    "dots": "a." * 10_000,
    "mail": "a@" * 10_000,
    "calls": "@nadia " * 2857,
    "dashes": "@" + "a-" * 9999,
    "references": "".join(f"[{n}]: b\n" for n in range(1500)) + "[1]" * 500,
}


@pytest.mark.parametrize("shape", SHAPES)
def test_no_text_takes_long_to_render(shape):
    """R-RB-02: two seconds at worst."""
    started = time.process_time()
    render(SHAPES[shape][:20_000], PEOPLE)
    handles(SHAPES[shape][:20_000])

    assert time.process_time() - started < 2


def test_a_text_keeps_its_shape():
    html = render(
        "# Big\n\nA **b** *c* ~~d~~\nnext\n\n- one\n- two\n\n> quote\n\n"
        "```python\nif a < b:\n```\n\n|a|b|\n|-|-|\n|1|2|"
    )

    assert "<h3>Big</h3>" in html
    assert "<strong>b</strong> <em>c</em> <s>d</s><br>" in html
    assert "<li>one</li>" in html
    assert "<blockquote>" in html
    assert '<pre tabindex="0"><code>if a &lt; b:\n</code></pre>' in html
    assert "<td>1</td>" in html


def test_what_people_write_is_not_corrected():
    assert render('L\'essai -- "ok" : 5 % ? (c) ...') == '<p>L\'essai -- "ok" : 5 % ? (c) ...</p>\n'


def test_only_full_addresses_become_links():
    html = render("README.md main.rs www.example.org https://example.org/a_b_c. nadia@example.org")

    assert html.count("<a ") == 2
    assert 'href="https://example.org/a_b_c"' in html
    assert 'rel="nofollow ugc noopener"' in html


def test_a_call_by_name_is_a_link_with_the_name():
    html = render("Merci @Nadia, et @inconnu", PEOPLE)

    assert '<a href="/people/nadia/" class="mention" rel="nofollow ugc noopener">@Nadia "&lt;b&gt;" Roussel</a>' in html
    assert "@inconnu" in html


def test_names_in_code_links_and_addresses_are_not_calls():
    text = (
        "`@a` [@b](https://x.example/@c) d@e.example https://x.example/@f _@g_ (@h) @H\n\n    @i\n\n```\n@j\n```\n@k."
    )

    assert handles(text) == ["g", "h", "k"]


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("![a pump](https://example.org/a.png)", '<a href="https://example.org/a.png"{}>a pump</a>'),
        ("![](https://example.org/a.png)", '<a href="https://example.org/a.png"{}>https://example.org/a.png</a>'),
        ("[![a pump](https://example.org/a.png)](https://example.org/)", '<a href="https://example.org/"{}>a pump</a>'),
        ("Look! [here](https://example.org/)", 'Look! <a href="https://example.org/"{}>here</a>'),
    ],
)
def test_a_picture_from_elsewhere_is_a_link_in_its_place(source, html):
    rel = ' rel="nofollow ugc noopener"'

    assert render(source).strip() == f"<p>{html.format(rel)}</p>"


@pytest.mark.parametrize("address", ["tel:1", "ssh://host", "data:text/html,x", "TEL:1"])
def test_a_link_that_leads_nowhere_stays_as_it_was_typed(address):
    assert render(f"[a]({address})").strip() == f"<p>[a]({address})</p>"


def test_pictures_from_elsewhere_are_not_shown():
    """R-PR-08: opening a page never tells a third party."""
    assert "<img" not in render("![x](https://example.org/a.png)")
