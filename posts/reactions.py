"""The four named reactions of a message, as one viewer sees them. No query."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from django.utils.translation import get_language

from posts.models import Reaction


class Counted(Protocol):
    """A post or a reply, or a row of a feed."""

    thanks_count: int
    useful_count: int
    confirm_count: int
    bravo_count: int


@dataclass(frozen=True, slots=True)
class Button:
    """One reaction: how many gave it, whether I did."""

    emoji: str
    label: str
    count: int
    mine: bool


@dataclass(frozen=True, slots=True)
class Reactions:
    """What `posts/_reactions.html` shows: the form, and in it what looks the same under other messages."""

    id: str
    url: str
    shown: "Shown"

    @property
    def may_react(self) -> bool:
        return self.shown.may_react


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """The given ones as buttons, the others behind a menu. Of the same there is one (`_shown`): it is its own key."""

    given: tuple[Button, ...]
    others: tuple[Button, ...]
    may_react: bool


@lru_cache(2048)
def _shown(counts: tuple[int, ...], mine: frozenset[str], may_react: bool, language: str | None) -> Shown:
    labelled = zip(Reaction.Emoji.choices, counts, strict=True)
    buttons = [Button(str(emoji), str(label), count, emoji in mine) for (emoji, label), count in labelled]
    given = tuple(button for button in buttons if button.count)
    return Shown(given, tuple(button for button in buttons if not button.count), may_react)


def of(
    message: Counted, mine: Iterable[str], *, element: str, url: str, may_react: bool, language: str | None = None
) -> Reactions:
    """`element` is the message's own id on the page (`post-12`); `mine` are the emojis the viewer gave; `language`
    theirs, by whoever knows it."""
    counts = (message.thanks_count, message.useful_count, message.confirm_count, message.bravo_count)
    return Reactions(
        f"reactions-{element}", url, _shown(counts, frozenset(mine), may_react, language or get_language())
    )
