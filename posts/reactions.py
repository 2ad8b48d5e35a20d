"""The four named reactions of a message, as one viewer sees them. No query."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from django.utils.translation import get_language

from posts.labels import Labels, labels
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
    """What `posts/_reactions.html` shows: the given ones as buttons, the others behind a menu."""

    id: str
    url: str
    buttons: list[Button]
    may_react: bool
    say: Labels

    @property
    def given(self) -> list[Button]:
        return [button for button in self.buttons if button.count]

    @property
    def others(self) -> list[Button]:
        return [button for button in self.buttons if not button.count]


@cache
def _kinds(language: str) -> list[tuple[str, str, str]]:
    """Emoji, its word in that language, the column of its count."""
    return [(emoji, str(label), f"{emoji}_count") for emoji, label in Reaction.Emoji.choices]


def of(message: Counted, mine: Iterable[str], *, element: str, url: str, may_react: bool) -> Reactions:
    """`element` is the message's own id on the page (`post-12`); `mine` are the emojis the viewer gave."""
    given = set(mine)
    buttons = [
        Button(emoji, label, getattr(message, column), emoji in given)
        for emoji, label, column in _kinds(get_language())
    ]
    return Reactions(f"reactions-{element}", url, buttons, may_react, labels())
