"""How communities react when a person's account ends."""

from accounts.events import PersonDeactivated
from communities import wave_criteria  # noqa: F401 — registers what a wave needs
from communities.actions.mandates import ask_substitute, withdraw_mandates_of
from communities.actions.membership import close_memberships
from communities.events import HostAsked, HostLeft
from core.events import on


@on(PersonDeactivated)
def leave_everything(fact: PersonDeactivated) -> None:
    """Their stays end with the account. What they hosted stays whole and says that nobody hosts it (R-AZ-10)."""
    withdraw_mandates_of(fact.person, by=fact.by)
    close_memberships(fact.person, by=fact.by)


@on(HostLeft)
def ask_whom_the_host_had_named(fact: HostLeft) -> None:
    ask_substitute(fact.community, fact.person, reason=fact.reason)


@on(HostAsked)
def write_to_the_host(fact: HostAsked) -> None:
    from communities.tasks import send_question  # tasks know the letters

    send_question.defer(question=fact.question.pk)
