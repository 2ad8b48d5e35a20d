"""A host says when they are away and who answers meanwhile; it is their word, changed and taken back as they like."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.absences import who_may_stand_in
from communities.actions._locks import locked
from communities.days import A_YEAR, in_days, today_in
from communities.events import AbsenceDeclared, AbsenceWithdrawn
from communities.hosting import hosting_of
from communities.models import Absence, Community
from communities.policies import CommunityPolicy, require_alive
from core.events import publish
from core.policies import Conflict, require


@transaction.atomic
def declare_absence(
    person: Person, community: Community, *, starts_on: date, ends_on: date, stand_in: Person | None = None
) -> Absence:
    """From one day to another, both in, on the community's calendar. Said anew, it replaces what was said before."""
    community = locked(community)
    require_alive(community)
    require(CommunityPolicy.of(person, community).owns())
    before = Absence.objects.filter(community=community, person=person).select_related("stand_in").first()
    _require_possible(community, starts_on, ends_on, before)
    if stand_in is not None and stand_in not in who_may_stand_in(community, hosting_of(community)):
        raise ValidationError({"stand_in": _("Choose a co-host or your substitute, who can sign in.")})
    absence, _is_new = Absence.objects.update_or_create(
        community=community,
        person=person,
        defaults={"starts_on": starts_on, "ends_on": ends_on, "stand_in": stand_in, "declared_at": now()},
    )
    publish(AbsenceDeclared(absence, instead_of=before.stand_in if before else None))
    return absence


@transaction.atomic
def withdraw_absence(person: Person, community: Community) -> None:
    """They are there after all, or back."""
    community = locked(community)
    require_alive(community)
    require(CommunityPolicy.of(person, community).owns())
    absence = Absence.objects.filter(community=community, person=person).select_related("stand_in").first()
    if absence is None:
        raise Conflict(_("You have not said that you are away."))
    absence.delete()
    publish(AbsenceWithdrawn(community, person, absence.stand_in))


def forget_absences(at: datetime | None = None) -> int:
    """What is over everywhere on earth is nobody's business any more. How many. One statement."""
    over = Absence.objects.filter(ends_on__lt=localdate(at or now()) - timedelta(days=1))
    return over.delete()[0]


def _require_possible(community: Community, starts_on: date, ends_on: date, before: Absence | None) -> None:
    today = today_in(community)
    if ends_on < starts_on:
        raise ValidationError({"ends_on": _("You are back before you leave: the last day comes after the first.")})
    if ends_on < today:
        raise ValidationError({"ends_on": _("These days are over: say from when to when you will be away.")})
    if starts_on < today and (before is None or starts_on != before.starts_on):
        raise ValidationError({"starts_on": _("This day is over: begin with today, or later.")})
    if (ends_on - starts_on).days >= A_YEAR or starts_on > in_days(community, A_YEAR):
        told = _("Longer than a year is not an absence: ask somebody to host it, or stop hosting.")
        raise ValidationError({"ends_on": told})
