"""What is kept of a written text: its HTML, and the first lines that cards show."""

import re
from functools import lru_cache
from html import unescape
from html.parser import HTMLParser
from typing import NamedTuple

from django.utils.html import escape

from core.markdown import People, plain, render
from core.names import clean_line

LONG, MANY = 560, 10  # characters, lines: what a card shows whole
CUT, FEW = 420, 8  # where a longer text is cut: what is hidden is worth a click
GLIMPSED = 900  # characters of HTML in which the first words surely are
_LINES = {"p", "li", "tr", "h3", "h4", "h5", "h6", "blockquote"}
_VOID = {"br", "hr"}
_SENTENCE = re.compile(r".{12,}?[.?!\N{HORIZONTAL ELLIPSIS}](?=\s)")


class Rendered(NamedTuple):
    """`excerpt_html` is the whole unless `is_long`."""

    html: str
    excerpt_html: str
    is_long: bool


def rendered(body: str, people: People | None = None) -> Rendered:
    """A Markdown text as it is kept; `people` are those whose @handle becomes a link."""
    html = str(render(body, people))
    if len(html) <= CUT and html.count("\n") < FEW:
        return Rendered(html, html, False)
    whole = _Reader(LONG, MANY)
    if not whole.read(html).is_full:
        return Rendered(html, html, False)
    return Rendered(html, _Reader(CUT, FEW).read(html).excerpt, True)


_TAG = re.compile(r"<[^>]+>")
_BREAK = re.compile(r"</(?:p|li|tr|h\d|pre|blockquote)>|<br>")


@lru_cache(1024)  # the same few replies stand under the cards of everybody's feed
def glimpse(html: str, most: int = 180) -> str:
    """The first words of rendered HTML (cut anywhere) as plain text, for a reply shown under a card."""
    whole = html[: html.rfind(">") + 1] if html.rfind("<") > html.rfind(">") else html
    text = " ".join(unescape(_TAG.sub("", _BREAK.sub(" ", whole))).split())
    return text if len(text) <= most else text[:most].rsplit(maxsplit=1)[0] + "\N{HORIZONTAL ELLIPSIS}"


class _Reader(HTMLParser):
    """Copies sanitised HTML until it has seen so many characters or lines; then closes what is open."""

    def __init__(self, characters: int, lines: int) -> None:
        super().__init__(convert_charrefs=True)
        self.characters, self.lines = characters, lines
        self.is_full = False
        self._parts: list[str] = []
        self._open: list[str] = []

    def read(self, html: str) -> "_Reader":
        self.feed(html)
        self.close()
        return self

    @property
    def excerpt(self) -> str:
        return "".join(self._parts) + "".join(f"</{tag}>" for tag in reversed(self._open))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.is_full:
            return
        if self.lines <= 0:
            self.is_full = True
            return
        self._parts.append(self.get_starttag_text() or "")
        if tag == "br":
            self.lines -= 1
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.is_full or tag not in self._open:
            return
        self._open.pop()
        self._parts.append(f"</{tag}>")
        self.lines -= tag in _LINES

    def handle_data(self, data: str) -> None:
        if self.is_full:
            return
        if not data.strip() and "pre" not in self._open:
            self._parts.append(data)
            return
        if "pre" in self._open:
            data = self._first_lines(data)
        if len(data) > self.characters:
            data = data[: self.characters].rsplit(maxsplit=1)[0].rstrip() if self.characters else ""
            data += "\N{HORIZONTAL ELLIPSIS}"
            self.is_full = True
        self.characters -= len(data)
        self._parts.append(escape(data) if "&" in data or "<" in data or ">" in data else data)

    def _first_lines(self, data: str) -> str:
        lines = data.split("\n")
        kept = "\n".join(lines[: max(self.lines, 1)])
        self.is_full = self.is_full or len("\n".join(lines).rstrip()) > len(kept)
        self.lines -= len(lines) - 1
        return kept


def opening(html: str) -> str:
    """The first sentence of a rendered text, as one plain line; "" when it has no words."""
    words = next((line for line in unescape(plain(html)).split("\n") if line.strip()), "")
    line = clean_line(words)
    end = _SENTENCE.match(line)
    line = end[0] if end else line
    return line if len(line) <= 120 else line[:119].rsplit(maxsplit=1)[0].rstrip(" ,;:") + "\N{HORIZONTAL ELLIPSIS}"
