"""How communities react when a person's account ends."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.events import PersonDeactivated
from communities import wave_criteria  # noqa: F401 — registers what a wave needs
from communities.actions.membership import close_memberships
from communities.events import HostAsked
from communities.models import Community, Membership
from core.events import on


@on(PersonDeactivated)
def leave_everything(fact: PersonDeactivated) -> None:
    """Nobody who hosts goes without a successor (R-AZ-10); the other stays end with the account."""
    hosted = (
        Membership.objects.present()
        .filter(person=fact.person, role=Membership.Role.ANIMATOR)
        .exclude(community__stage=Community.Stage.ARCHIVED)
        .order_by("community__sort_key")
        .values_list("community__name", flat=True)
    )
    if names := list(hosted):
        raise ValidationError(
            _("%(person)s hosts %(communities)s: name another host first.")
            % {"person": fact.person, "communities": ", ".join(names)}
        )
    close_memberships(fact.person, by=fact.by)


@on(HostAsked)
def write_to_the_host(fact: HostAsked) -> None:
    from communities.tasks import send_question  # tasks know the letters

    send_question.defer(question=fact.question.pk)
