"""The four named reactions of a message, as one viewer sees them. No query."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

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

    @property
    def given(self) -> list[Button]:
        return [button for button in self.buttons if button.count]

    @property
    def others(self) -> list[Button]:
        return [button for button in self.buttons if not button.count]


def of(message: Counted, mine: Iterable[str], *, element: str, url: str, may_react: bool) -> Reactions:
    """`element` is the message's own id on the page (`post-12`); `mine` are the emojis the viewer gave."""
    given = set(mine)
    buttons = [
        Button(emoji, str(label), getattr(message, f"{emoji}_count"), emoji in given)
        for emoji, label in Reaction.Emoji.choices
    ]
    return Reactions(f"reactions-{element}", url, buttons, may_react)
