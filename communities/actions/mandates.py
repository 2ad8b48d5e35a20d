"""Asking somebody to host a community, their answer, and what happens when a host stops. Nobody hosts without having
said yes, and nothing is deleted with a host who goes."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.actions._locks import locked
from communities.actions.membership import add_member, end_stay, lose_host, set_role
from communities.events import HostProposed, MandateAnswered, MandateWithdrawn, SubstituteNamed
from communities.hosting import hosting_of
from communities.models import Community, Mandate, Membership, Rules
from communities.policies import CommunityPolicy, require_alive
from core.events import publish
from core.names import clean_line
from core.policies import Conflict, require

Role = Membership.Role
HOURS, WEEKS = 40, 520  # what a week has, and ten years


@transaction.atomic
def propose_host(
    actor: Person, community: Community, person: Person, *, words: str = "", hours: int = 0, weeks: int = 0
) -> Mandate:
    """Ask; who names themself has said yes. The present host stays host until the answer, co-host after it."""
    community = locked(community)
    require_alive(community)
    may = CommunityPolicy.of(actor, community)
    require(may.propose_host())
    if not _can_host(person):
        raise ValidationError({"person": _("Choose somebody who can sign in.")})
    if _hosts(community, person):
        raise ValidationError({"person": _("%(name)s hosts this community.") % {"name": person.display_name}})
    belongs = Membership.objects.present().filter(community=community, person=person).exists()
    if not (belongs or may.is_staff or may.prepare()):
        raise ValidationError({"person": _("Choose a member of the community.")})
    if person == actor and not belongs and not may.is_creator and not community.is_open:
        refusal = _("Name somebody else: administrators do not enter private communities this way.")
        raise ValidationError({"person": refusal})
    waiting = Mandate.objects.unanswered().filter(community=community).select_related("person").first()
    if waiting is not None and waiting.person != person:
        raise Conflict(
            _("%(name)s has been asked and has not answered yet: withdraw that first.")
            % {"name": waiting.person.display_name}
        )
    rules = Rules.current()
    hours, weeks = hours or rules.host_hours, weeks or rules.host_weeks
    _require_possible(hours, weeks)
    mandate = waiting or Mandate.objects.create(
        community=community,
        person=person,
        proposed_by=actor,
        words=clean_line(words)[:500],
        hours=hours,
        weeks=weeks,
    )
    if person == actor:
        return _accept(mandate, hours, weeks, None)
    if waiting is None:
        publish(HostProposed(mandate))
    return mandate


@transaction.atomic
def withdraw_mandate(actor: Person, mandate: Mandate) -> Mandate:
    """Before it is answered."""
    mandate = _fresh(mandate)
    require(CommunityPolicy.of(actor, mandate.community).propose_host())
    if mandate.answer:
        raise Conflict(_("%(name)s has answered already.") % {"name": mandate.person.display_name})
    if mandate.withdrawn_at is None:
        mandate.withdrawn_at = now()
        mandate.save(update_fields=["withdrawn_at"])
        publish(MandateWithdrawn(mandate, by=actor))
    return mandate


@transaction.atomic
def accept_mandate(
    person: Person, mandate: Mandate, *, hours: int, weeks: int, substitute: Person | None = None
) -> Mandate:
    """The person becomes the host, with the time they say they have."""
    mandate = _to_answer(person, mandate)
    _require_possible(hours, weeks)
    _require_substitute(person, substitute)
    return _accept(mandate, hours, weeks, substitute)


@transaction.atomic
def decline_mandate(person: Person, mandate: Mandate, *, reason: str, substitute: Person | None = None) -> Mandate:
    """Without consequence. Whom they name instead can be asked in a click."""
    mandate = _to_answer(person, mandate)
    if not clean_line(reason):
        raise ValidationError({"reason": _("Say why, in a few words: it helps to ask the right person.")})
    _require_substitute(person, substitute)
    mandate.answer, mandate.answered_at = Mandate.Answer.DECLINED, now()
    mandate.reason, mandate.substitute = clean_line(reason)[:500], substitute
    mandate.save(update_fields=["answer", "answered_at", "reason", "substitute"])
    publish(MandateAnswered(mandate))
    return mandate


@transaction.atomic
def renew_mandate(
    person: Person, community: Community, *, hours: int, weeks: int, substitute: Person | None = None
) -> Mandate:
    """The host says anew how much time they have and who answers when they are away."""
    community = locked(community)
    require_alive(community)
    require(_hosts(community, person))
    _require_possible(hours, weeks)
    _require_substitute(person, substitute)
    mandate = hosting_of(community).mandate
    if mandate is None:  # a host who came by an import was never asked
        mandate = Mandate(community=community, person=person, answer=Mandate.Answer.ACCEPTED, answered_at=now())
    before = mandate.substitute
    mandate.hours, mandate.weeks, mandate.substitute = hours, weeks, substitute
    mandate.save()
    if substitute and substitute != before:
        publish(SubstituteNamed(mandate))
    return mandate


@transaction.atomic
def resign_as_host(person: Person, community: Community, *, reason: str, leave: bool = False) -> Membership:
    """They stop, and stay as a member unless they leave. The community says that nobody hosts it."""
    community = locked(community)
    require_alive(community)
    membership = Membership.objects.present().filter(community=community, person=person, role=Role.ANIMATOR).first()
    if membership is None:
        raise Conflict(_("You do not host this community."))
    if not clean_line(reason):
        raise ValidationError({"reason": _("Say why, in a few words: who takes over will read it.")})
    if leave:
        return end_stay(membership, Membership.LeftReason.LEFT, reason, by=person)
    membership = set_role(membership, Role.MEMBER, by=person)
    lose_host(membership, clean_line(reason)[:500], by=person)
    return membership


def ask_substitute(community: Community, host: Person, *, reason: str) -> Mandate | None:
    """Whom the host who stops had named is asked at once, as if by them; they may decline. The caller has locked the
    community. Nobody is told of a secret one by this, nor asked while somebody else is."""
    said = Mandate.objects.filter(community=community, person=host, answer=Mandate.Answer.ACCEPTED)
    last = said.select_related("substitute").order_by("-answered_at", "-pk").first()
    named = last.substitute if last else None
    if last is None or named is None or named == host or not _can_host(named):
        return None
    belongs = Membership.objects.present().filter(community=community, person=named).exists()
    if (community.is_secret and not belongs) or Mandate.objects.unanswered().filter(community=community).exists():
        return None
    mandate = Mandate.objects.create(
        community=community, person=named, proposed_by=host, words=reason[:500], hours=last.hours, weeks=last.weeks
    )
    publish(HostProposed(mandate))
    return mandate


def withdraw_mandates_of(person: Person, *, by: Person) -> None:
    """They can no longer answer."""
    for mandate in (
        Mandate.objects.unanswered().filter(person=person).select_related("community").order_by("community_id")
    ):
        locked(mandate.community)
        mandate.withdrawn_at = now()
        mandate.save(update_fields=["withdrawn_at"])
        publish(MandateWithdrawn(mandate, by=by))


def _accept(mandate: Mandate, hours: int, weeks: int, substitute: Person | None) -> Mandate:
    mandate.answer, mandate.answered_at = Mandate.Answer.ACCEPTED, now()
    mandate.hours, mandate.weeks, mandate.substitute = hours, weeks, substitute
    mandate.save(update_fields=["answer", "answered_at", "hours", "weeks", "substitute"])
    community, person = mandate.community, mandate.person
    Community.objects.filter(pk=community.pk).update(vacant_since=None)
    before = Membership.objects.present().filter(community=community, role=Role.ANIMATOR).first()
    if before is not None:
        set_role(before, Role.COANIMATOR, by=person)
    present = Membership.objects.present().filter(community=community, person=person).first()
    if present is None:
        add_member(community, person, Role.ANIMATOR)
    else:
        set_role(present, Role.ANIMATOR, by=person)
    publish(MandateAnswered(mandate))
    if substitute:
        publish(SubstituteNamed(mandate))
    return mandate


def _fresh(mandate: Mandate) -> Mandate:
    """The community first, then the mandate: everywhere in this order."""
    community = locked(mandate.community)
    require_alive(community)
    fresh = Mandate.objects.select_for_update(of=["self"]).select_related("person", "proposed_by").get(pk=mandate.pk)
    fresh.community = community
    return fresh


def _to_answer(person: Person, mandate: Mandate) -> Mandate:
    mandate = _fresh(mandate)
    require(mandate.person_id == person.pk and _can_host(person))
    if mandate.withdrawn_at is not None:
        raise Conflict(_("This request has been withdrawn."))
    if mandate.answer:
        raise Conflict(_("You have answered already."))
    return mandate


def _can_host(person: Person) -> bool:
    return person.can_sign_in and not person.is_bot


def _hosts(community: Community, person: Person) -> bool:
    return Membership.objects.present().filter(community=community, person=person, role=Role.ANIMATOR).exists()


def _require_possible(hours: int, weeks: int) -> None:
    if not 1 <= hours <= HOURS:
        raise ValidationError({"hours": _("Between 1 and %(most)d hours a week.") % {"most": HOURS}})
    if not 1 <= weeks <= WEEKS:
        raise ValidationError({"weeks": _("Between 1 and %(most)d weeks.") % {"most": WEEKS}})


def _require_substitute(person: Person, substitute: Person | None) -> None:
    if substitute is None:
        return
    if substitute == person:
        raise ValidationError({"substitute": _("Name somebody else than yourself.")})
    if not _can_host(substitute):
        raise ValidationError({"substitute": _("Choose somebody who can sign in.")})
