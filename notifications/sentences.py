"""What a notification says, in the reader's language, as pieces of text of which the names are strong."""

from collections.abc import Sequence
from datetime import date
from string import Formatter
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.when import day


class Piece(NamedTuple):
    text: str
    strong: bool = False


CLOSES, STANDS_IN = "closes-", "stands-in-"  # then the day

type Sentence = list[Piece]


def plain(text: object) -> Sentence:
    return [Piece(str(text))]


def strong(text: str) -> Sentence:
    return [Piece(text, strong=True)]


def fill(pattern: str, **values: Sentence) -> Sentence:
    """The pattern with its {places} taken by other sentences."""
    sentence: Sentence = []
    for text, place, _spec, _conversion in Formatter().parse(pattern):
        sentence += plain(text) if text else []
        sentence += values[place] if place else []
    return sentence


def who(names: Sequence[str], total: int) -> Sentence:
    """One or two names, then how many others; those who left for good have no name any more."""
    if not names:
        return plain(_("A former colleague"))
    first, others = strong(names[0]), total - len(names[:2])
    if len(names) == 1:
        pattern = ngettext("{first} and {n} other", "{first} and {n} others", others) if others else "{first}"
        return fill(pattern, first=first, n=plain(others))
    pattern = ngettext("{first}, {second} and {n} other", "{first}, {second} and {n} others", others)
    return fill(pattern if others else _("{first} and {second}"), first=first, second=strong(names[1]), n=plain(others))


def mention(*, asked: bool, n: int) -> str:
    """`asked`: called in the very text of a question."""
    if asked:
        return _("{who} asks you: “{title}”")
    return ngettext("{who} mentioned you in “{title}”", "{who} mentioned you in “{title}”", n)


def accepted(n: int) -> str:
    return ngettext("{who} accepted your answer to “{title}”", "{who} accepted your answer to “{title}”", n)


def reply(*, own: bool, question: bool, to_you: bool, n: int) -> str:
    """`own`: the thread is the reader's; `to_you`: what was answered is their reply."""
    if own and question:
        return ngettext("{who} answered your question “{title}”", "{who} answered your question “{title}”", n)
    if own:
        return ngettext("{who} replied to your post “{title}”", "{who} replied to your post “{title}”", n)
    if to_you:
        return ngettext("{who} replied to you in “{title}”", "{who} replied to you in “{title}”", n)
    return ngettext("{who} replied in “{title}”", "{who} replied in “{title}”", n)


def reaction(emoji: str, n: int) -> str:
    """`emoji` is "" when several were given."""
    match emoji:
        case "thanks":
            return ngettext("{who} thanks you in “{title}”", "{who} thank you in “{title}”", n)
        case "useful":
            return ngettext(
                "{who} finds what you wrote in “{title}” useful", "{who} find what you wrote in “{title}” useful", n
            )
        case "confirm":
            return ngettext(
                "{who} confirms what you wrote in “{title}”", "{who} confirm what you wrote in “{title}”", n
            )
        case "bravo":
            return ngettext("{who} says bravo in “{title}”", "{who} say bravo in “{title}”", n)
    return ngettext("{who} reacted to what you wrote in “{title}”", "{who} reacted to what you wrote in “{title}”", n)


def invitation() -> str:
    return _("{who} invites you to {community}")


def answered(answer: str) -> str:
    """Of an invitation that the reader sent."""
    if answer == "accepted":
        return _("{who} has accepted your invitation to {community}")
    return _("{who} has declined your invitation to {community}")


def asked(what: str) -> str:
    """To who hosts: a question, or the wish for another link."""
    if what == "renewal":
        return _("{who} would like another invitation to {community}")
    return _("{who} asks you something about {community}")


def posted(*, question: bool) -> str:
    """In a community the reader follows whole."""
    return _("{who} asks: “{title}”") if question else _("{who} has written “{title}”")


def place(what: str) -> str:
    """The reader's place in a community: a role, that they have been removed, that it ends or goes on."""
    if what.startswith(CLOSES):
        on = day(date.fromisoformat(what.removeprefix(CLOSES)))
        return _("{community} closes on %(day)s: read why, and what stays") % {"day": on}
    if what.startswith(STANDS_IN):
        until = day(date.fromisoformat(what.removeprefix(STANDS_IN)))
        return _("The host of {community} is away until %(day)s: you answer meanwhile") % {"day": until}
    match what:
        case "animator":
            return _("You are now the host of {community}")
        case "coanimator":
            return _("You are now a co-host of {community}")
        case "substitute":
            return _("You answer for {community} when its host is away, and are asked first when they stop")
        case "archived":
            return _("{community} is closed. What was written there stays readable")
        case "reopened":
            return _("{community} is open again: it takes up where it stopped")
        case "goes-on":
            return _("{community} goes on: its end is withdrawn")
        case "removed":
            return _("You no longer belong to {community}")
    return _("You are now a member of {community}")


def plan(kind: str, what: str, n: int) -> str:
    """Of what hosts prepare and others sign."""
    if kind == "sign":
        return _("{who} prepared a text for you to sign in {community}")
    if kind == "unsent":
        return _("Something planned in {community} was not published")
    if what == "agreed":
        return ngettext(
            "{who} agrees to sign what you prepared in {community}",
            "{who} agree to sign what you prepared in {community}",
            n,
        )
    return ngettext(
        "{who} would rather not sign what you prepared in {community}",
        "{who} would rather not sign what you prepared in {community}",
        n,
    )


def decision_due(kind: str) -> str:
    """A stage of a community has lasted too long."""
    match kind:
        case "draft":
            return _("{community} has been in preparation for long: what keeps it?")
        case "seeding":
            return _("{community} has been seeded for long: what keeps its first wave from leaving?")
        case "pilot":
            return _("A decision is due on {community}: extend its pilot, put it right, or close it")
        case "help":
            return _("{community} has needed help for long: another plan, a merger, or an end")
    return _("{community} has had no host for long: name one, or close it")


def life(kind: str, what: str) -> str:
    """A step in the life of a community, by kind and detail."""
    match kind, what:
        case "proposal", "new":
            return _("{who} proposes a community: {community}")
        case "proposal", "accepted":
            return _("{who} accepted your proposal: prepare {community}")
        case "proposal", _:
            return _("{who} sent your proposal {community} back, with a word")
        case "mandate", "asked":
            return _("{who} asks you to host {community}")
        case "mandate", "accepted":
            return _("{who} said yes: {community} has its host")
        case "mandate", _:
            return _("{who} would rather not host {community}")
        case "reading", "answered":
            return _("{who} read the purpose of {community}")
        case "reading", _:
            return _("{who} asks you to read one sentence")
        case "contest", "asked":
            return _("{who} holds that a purpose is precise, whatever the check says")
        case "contest", "accepted":
            return _("The purpose of {community} is accepted as it is")
        case "contest", _:
            return _("The purpose of {community} is to be rewritten")
        case "vacant", _:
            return _("Nobody hosts {community} any more")
    return gate(what)


def gate(what: str) -> str:
    """A stage that was entered, an opening that is asked for, or a decision that is due."""
    match what:
        case "opening":
            return _("{who} asks you to open {community}: all it needs is there")
        case "to-seeding":
            return _("{community} goes on: write its first posts")
        case "to-pilot":
            return _("{community} goes on: its first members come in")
        case "to-open":
            return _("{community} is open")
        case "to-thriving":
            return _("{community} thrives")
        case "to-needs_help":
            return _("{community} needs help")
    return decision_due(what)
