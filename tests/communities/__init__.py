"""What several tests of this room use."""

from contextlib import contextmanager

from core import events


@contextmanager
def heard(fact_type):
    """The facts of a type that are stated meanwhile."""
    facts = []
    events._reactions[fact_type].append(facts.append)
    try:
        yield facts
    finally:
        events._reactions[fact_type].remove(facts.append)
