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


def hands_over(actor, community, person):
    """Asked, and accepted."""
    from communities.actions import accept_mandate, propose_host

    mandate = propose_host(actor, community, person)
    return mandate if mandate.answer else accept_mandate(person, mandate, hours=2, weeks=8)


def drafts_and_others(animator, member):
    """One community of each kind that the matrix of rights distinguishes."""
    from tests.factories import make_community

    make_community(animator, name="Mine", members=[member])
    make_community(animator, name="Secret of mine", members=[member], visibility="secret")
    make_community(animator, name="Anyone")
    make_community(animator, name="By letter", visibility="private")
    make_community(animator, name="Draft", stage="draft")
    make_community(animator, name="Secret draft", stage="draft", visibility="secret")
    make_community(animator, name="Ended", stage="archived")
    make_community(name="Secret of others", visibility="secret")
