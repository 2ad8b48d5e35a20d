"""The words of the pages. They stand outside the product, without its templates and without a database."""

import re
from collections.abc import Callable

from django.utils.html import format_html, format_html_join

from rsenet.letterbox.keeping import ADDRESS, Letter

type Words = Callable[[str], str]
type Page = tuple[str, str]  # its title and its content

WHOLE = """<!doctype html>
<html lang="{}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{}</title><link rel="stylesheet" href="/style.css"></head>
<body><main>{}</main></body>
</html>
"""
LIST = """<h1>{}</h1>
<form action="/"><label for="to">{}</label><input id="to" name="to" type="email" value="{}"><button>{}</button></form>
{}
<p class="quiet">{}</p>"""
LINE = """<li><a href="/letters/{}/"><strong>{}</strong></a><span>{}</span><time datetime="{}">{}</time></li>"""
LETTER = """<p><a href="/">{}</a></p>
<h1>{}</h1>
<dl><dt>{}</dt><dd>{}</dd><dt>{}</dt><dd>{}</dd><dt>{}</dt><dd><time datetime="{}">{}</time></dd></dl>
{}{}
<h2>{}</h2>
<pre>{}</pre>
<p><a href="/letters/{}/source">{}</a></p>"""
FRAME = """<iframe src="/letters/{}/html" title="{}" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>"""
LINK = '<a href="{0}" target="_blank" rel="noopener noreferrer">{0}</a>'


def whole(language: str, page: Page) -> str:
    return format_html(WHOLE, language, *page)


def list_page(found: list[Letter], to: str, _: Words) -> Page:
    lines = format_html_join(
        "\n",
        LINE,
        (
            (letter.name, letter.subject or _("(no subject)"), ", ".join(letter.to), *_moment(letter))
            for letter in found
        ),
    )
    empty = format_html("<p>{}</p>", _("No letter has come yet. Reload this page to look again."))
    title = _("Letters that RSEnet sent")
    kept = _("They go no further than this machine, in the folder “mail” of the data. The oldest make room after 500.")
    shown = format_html("<ul>{}</ul>", lines) if lines else empty
    return title, format_html(LIST, title, _("To the address"), to, _("Show"), shown, kept)


def letter_page(letter: Letter, _: Words) -> Page:
    frame = format_html(FRAME, letter.name, _("The letter as mail programs show it")) if letter.html else ""
    links = format_html_join("\n", "<li>{}</li>", ((format_html(LINK, link),) for link in letter.links))
    title = letter.subject or _("(no subject)")
    return title, format_html(
        LETTER,
        _("All letters"),
        title,
        _("From"),
        letter.sender,
        _("To"),
        ", ".join(letter.to),
        _("Came"),
        *_moment(letter),
        frame,
        format_html("<h2>{}</h2><ul>{}</ul>", _("Its links"), links) if links else "",
        _("In plain text"),
        _linked(letter.text),
        letter.name,
        _("Its source"),
    )


def missing_page(_: Words) -> Page:
    title = _("This letter is not here")
    return title, format_html('<h1>{}</h1><p><a href="/">{}</a></p>', title, _("All letters"))


def framed(letter: Letter) -> str:
    """Its links open beside: the product refuses to be shown in a frame."""
    target = '<base target="_blank">'
    whole = re.sub(r"<head\b[^>]*>", lambda head: head[0] + target, letter.html, count=1, flags=re.IGNORECASE)
    whole = whole if whole != letter.html else target + whole
    for name, data in letter.pictures.items():
        whole = whole.replace(f'"cid:{name}"', f'"{data}"')
    return whole


def _moment(letter: Letter) -> tuple[str, str]:
    return letter.came_at.isoformat(), f"{letter.came_at.astimezone():%Y-%m-%d %H:%M:%S}"


def _linked(text: str) -> str:
    parts, end = [], 0
    for found in ADDRESS.finditer(text):
        parts += [(text[end : found.start()],), (format_html(LINK, found[0]),)]
        end = found.end()
    return format_html_join("", "{}", [*parts, (text[end:],)])
