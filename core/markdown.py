"""Markdown to safe HTML, once, when a text is written (R-XS-01). One allow-list for the whole product."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

TAGS = {
    "p", "br", "a", "strong", "em", "s", "del", "code", "pre", "blockquote", "ul", "ol", "li",
    "h3", "h4", "h5", "h6", "hr", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
MENTION = re.compile(r"@([a-z0-9](?:[a-z0-9_-]{0,48}[a-z0-9])?)", re.IGNORECASE)
_HEADINGS = {"h1": "h3", "h2": "h4", "h3": "h5", "h4": "h6", "h5": "h6", "h6": "h6"}
_MENTION_CLASS = "mention"

# handle (lower case) -> (address, name) of those who may be called by name here
type People = dict[str, tuple[str, str]]


def _below_the_title(state: StateCore) -> None:
    """A text's headings start under its title: # becomes h3."""
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = _HEADINGS[token.tag]


def _mentions(state: StateCore) -> None:
    """`@handle` of a known person becomes a link with the name, never inside code or a link."""
    people: People = state.env.get("people", {})
    if not people:
        return
    for block in (token for token in state.tokens if token.type == "inline" and token.children):
        children: list[Token] = []
        depth = 0
        for token in block.children or []:
            depth += {"link_open": 1, "link_close": -1}.get(token.type, 0)
            children += [token] if token.type != "text" or depth else _split(token, people)
        block.children = children


def _split(token: Token, people: People) -> list[Token]:
    parts: list[Token] = []
    position = 0
    for match in MENTION.finditer(token.content):
        before = token.content[match.start() - 1 : match.start()]
        known = people.get(match[1].lower())
        if known is None or (before and (before.isalnum() or before in "_/&@.")):
            continue
        address, name = known
        parts.append(_text(token.content[position : match.start()]))
        parts.append(Token("link_open", "a", 1, attrs={"href": address, "class": _MENTION_CLASS}))
        parts.append(_text(f"@{name}"))
        parts.append(Token("link_close", "a", -1))
        position = match.end()
    return [*parts, _text(token.content[position:])] if parts else [token]


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _link(original: Callable[[str], bool]) -> Callable[[str], bool]:
    """http, https, mailto and our own paths; `//elsewhere` is somebody else's."""

    def valid(url: str) -> bool:
        return original(url) and not url.strip().startswith(("//", "\\", "/\\"))

    return valid


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": True, "breaks": True, "maxNesting": 20})
    parser.enable(["linkify", "table", "strikethrough"]).disable("image")
    parser.validateLink = _link(parser.validateLink)  # type: ignore[method-assign,assignment]
    parser.core.ruler.push("below_the_title", _below_the_title)
    parser.core.ruler.push("mentions", _mentions)
    return parser


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=TAGS,
        attributes={"a": {"href", "title"}, "ol": {"start"}},
        allowed_classes={"a": {_MENTION_CLASS}},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow ugc noopener",
    )


def render(source: str, people: People | None = None) -> SafeString:
    """Safe HTML of a Markdown text; `people` are those whose @handle becomes a link."""
    env: dict[str, Any] = {"people": people or {}}
    return mark_safe(_cleaner().clean(_parser().render(source, env)))  # noqa: S308 — the one place, after the sanitiser


def handles(source: str) -> set[str]:
    """The handles a text may call, lower case; at most 50 (R-RB-02)."""
    return {match[1].lower() for match in list(MENTION.finditer(source))[:50]}


def plain(html: str) -> str:
    """Text of rendered HTML, for previews and mails."""
    return nh3.clean(html, tags=set()) if html else escape("")
