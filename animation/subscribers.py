"""Who is told of what is planned: those whose name is asked for, and the hosts."""

from django.db.models import Exists, OuterRef
from django.utils.timezone import now

from accounts.models import Person
from animation.events import PlanRefused, SignatureAnswered, SignatureAsked, SignatureSettled
from animation.models import PlannedPost
from communities.models import Membership
from core.events import on
from notifications.actions import tell, untell
from notifications.models import Notification

Kind = Notification.Kind


@on(SignatureAsked)
def tell_who_signs(fact: SignatureAsked) -> None:
    people = Person.objects.all().active().filter(pk=fact.planned.author_id)
    tell(people, Kind.SIGN, about=fact.planned.community, by=fact.by.pk, at=now())


@on(SignatureSettled)
def ask_no_more(fact: SignatureSettled) -> None:
    """Unless another text of the same place waits for them."""
    others = PlannedPost.objects.to_sign_by(fact.person).filter(community=fact.planned.community)
    if not others.exclude(pk=fact.planned.pk).exists():
        untell(fact.person, Kind.SIGN, fact.planned.community)


@on(SignatureAnswered)
def tell_the_host_of_the_answer(fact: SignatureAnswered) -> None:
    planned = fact.planned
    host = Person.objects.all().active().filter(pk=planned.prepared_by_id or 0)
    answer = "agreed" if planned.approved_at else "declined"
    tell(host, Kind.SIGNED, about=planned.community, by=planned.author_id, at=now(), detail=answer)


@on(PlanRefused)
def tell_the_hosts(fact: PlanRefused) -> None:
    """All of them: whoever planned it may be gone."""
    community = fact.planned.community
    hosting = Membership.objects.animating().filter(community=community, person=OuterRef("pk"))
    hosts = Person.objects.all().active().filter(Exists(hosting), is_bot=False)
    tell(hosts, Kind.UNSENT, about=community, by=None, at=now(), detail=fact.planned.refusal)
