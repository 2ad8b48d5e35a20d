"""Facts: what happened, said in the past tense by the room where it happened, heard by the rooms above."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from core import tracing

type Reaction[F] = Callable[[F], None]

_reactions: dict[type[Any], list[Reaction[Any]]] = defaultdict(list)


def on[F](fact_type: type[F]) -> Callable[[Reaction[F]], Reaction[F]]:
    """Decorate a function that reacts to a fact, in the transaction that states it: it is quick, or it enqueues."""

    def register(reaction: Reaction[F]) -> Reaction[F]:
        _reactions[fact_type].append(reaction)
        return reaction

    return register


def publish(fact: object) -> None:
    """State a fact; each reaction runs now, in order of registration."""
    tracing.note(fact)
    for reaction in _reactions[type(fact)]:
        reaction(fact)
