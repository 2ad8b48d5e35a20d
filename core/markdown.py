"""Markdown to safe HTML, once, when a text is written (R-XS-01). One allow-list for the whole product."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.linkify import linkify
from markdown_it.token import Token

TAGS = {
    "p", "br", "a", "strong", "em", "s", "del", "code", "pre", "blockquote", "ul", "ol", "li",
    "h3", "h4", "h5", "h6", "hr", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
MENTION = re.compile(r"@([a-z0-9](?:[a-z0-9_-]{0,48}[a-z0-9])?)", re.IGNORECASE)
_HEADINGS = {"h1": "h3", "h2": "h4", "h3": "h5", "h4": "h6", "h5": "h6", "h6": "h6"}
_MENTION_CLASS = "mention"
_SCHEMES = {"http", "https", "mailto"}
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)

_MOST_LINKS = 200  # a name called more often than this in one text is not a call

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
    left = _MOST_LINKS
    for block, spoken in _spoken(state.tokens):
        children: list[Token] = []
        for token in block.children or []:
            parts = _split(token, people) if left > 0 and id(token) in spoken else [token]
            left -= len(parts) - 1
            children += parts
        block.children = children


def _spoken(tokens: Sequence[Token]) -> Iterator[tuple[Token, set[int]]]:
    """Each block that has text, with the ids of its tokens that are plain words: not code, not a link."""
    for block in tokens:
        if block.type == "inline" and block.children:
            spoken: set[int] = set()
            depth = 0
            for token in block.children:
                depth += token.nesting if token.type in ("link_open", "link_close") else 0
                if token.type == "text" and not depth and "@" in token.content:
                    spoken.add(id(token))
            yield block, spoken


def _calls(content: str) -> Iterator[re.Match[str]]:
    """Handles called in plain words: `@nadia`, not `post@nadia.example`."""
    for match in MENTION.finditer(content):
        before = content[match.start() - 1 : match.start()]
        if not before or not (before.isalnum() or before in "_/&@."):
            yield match


def _split(token: Token, people: People) -> list[Token]:
    parts: list[Token] = []
    position = 0
    for match in _calls(token.content):
        known = people.get(match[1].lower())
        if known is None:
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


def _pictures(state: StateCore) -> None:
    """A picture from elsewhere is not shown (R-PR-08): its description leads to it, or stands alone inside a link."""
    for block in state.tokens:
        if block.type != "inline" or not block.children:
            continue
        children: list[Token] = []
        depth = 0
        for token in block.children:
            depth += token.nesting if token.type in ("link_open", "link_close") else 0
            if token.type != "image":
                children.append(token)
                continue
            address = str(token.attrGet("src") or "")
            words = _text(token.content or address)
            opened = Token("link_open", "a", 1, attrs={"href": address})
            children += [words] if depth else [opened, words, Token("link_close", "a", -1)]
        block.children = children


def _link(original: Callable[[str], bool]) -> Callable[[str], bool]:
    """http, https, mailto and our own paths; `//elsewhere` is somebody else's. Anything else stays as it was typed."""

    def valid(url: str) -> bool:
        scheme = _SCHEME.match(url.strip())
        if scheme and scheme[1].lower() not in _SCHEMES:
            return False
        return original(url) and not url.strip().startswith(("//", "\\", "/\\"))

    return valid


def _linkify(state: StateInline, silent: bool) -> bool:
    """The original searches the whole text before each colon: quadratic without this look at its last letters."""
    return state.pending[-8:].lower().endswith(("http", "https", "mailto")) and linkify(state, silent)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": True, "breaks": True, "maxNesting": 20})
    parser.enable(["linkify", "table", "strikethrough"])
    # Only full addresses: "README.md" and "main.rs" are names of files, not of sites.
    if parser.linkify:
        parser.linkify.set({"fuzzy_link": False})
    parser.inline.ruler.at("linkify", _linkify)
    parser.validateLink = _link(parser.validateLink)  # type: ignore[method-assign,assignment]
    parser.core.ruler.push("below_the_title", _below_the_title)
    parser.core.ruler.push("pictures", _pictures)
    parser.core.ruler.push("mentions", _mentions)
    return parser


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=TAGS,
        attributes={"a": {"href", "title"}, "ol": {"start"}},
        allowed_classes={"a": {_MENTION_CLASS}},
        # Wider than a phone, they scroll by themselves: with the keyboard too.
        set_tag_attribute_values={"pre": {"tabindex": "0"}, "table": {"tabindex": "0"}},
        url_schemes=_SCHEMES,
        link_rel="nofollow ugc noopener",
    )


def render(source: str, people: People | None = None) -> SafeString:
    """Safe HTML of a Markdown text; `people` are those whose @handle becomes a link."""
    env: dict[str, Any] = {"people": people or {}}
    return mark_safe(_cleaner().clean(_parser().render(source, env)))  # noqa: S308 — the one place, after the sanitiser


def handles(source: str) -> list[str]:
    """The handles a text calls, lower case, in order: those written as words, not in code, links or addresses."""
    if "@" not in source:
        return []
    found: dict[str, None] = {}
    for block, spoken in _spoken(_parser().parse(source, {})):
        for token in block.children or []:
            if id(token) in spoken:
                found |= dict.fromkeys(match[1].lower() for match in _calls(token.content))
    return list(found)


def plain(html: str) -> str:
    """Text of rendered HTML, for previews and mails."""
    return nh3.clean(html, tags=set()) if html else escape("")
