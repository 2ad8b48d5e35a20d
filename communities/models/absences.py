"""When a host is away, and who answers meanwhile: what they said themselves, never what visits would tell."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import BooleanField, Case, Exists, F, OuterRef, Q, Value, When
from django.utils.timezone import now

from accounts.models import Person
from communities.models.communities import Community
from communities.models.mandates import Mandate
from communities.models.memberships import Membership


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def of_hosts(self) -> Self:
        """Of who hosts now: whoever stopped is no longer missed."""
        hosts = Membership.objects.present().filter(role=Membership.Role.ANIMATOR)
        return self.filter(Exists(hosts.filter(community=OuterRef("community"), person=OuterRef("person"))))

    def with_answers(self) -> Self:
        """With `answers`, whether who is named can: they sign in, and are a co-host or the substitute still."""
        cohosts = Membership.objects.animating().filter(community=OuterRef("community"), person=OuterRef("stand_in"))
        named = Mandate.objects.accepted().filter(
            community=OuterRef("community"), person=OuterRef("person"), substitute=OuterRef("stand_in")
        )
        able = Q(stand_in__is_active=True, stand_in__suspended_at=None) & (Q(Exists(cohosts)) | Q(Exists(named)))
        answers = Case(When(able, then=Value(True)), default=Value(False), output_field=BooleanField())
        return self.annotate(answers=answers)


class Absence(models.Model):
    """One at a time for each host and community; forgotten when it is over."""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="absences")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    starts_on = models.DateField()  # days of the community's own zone, both in
    ends_on = models.DateField()
    stand_in = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    declared_at = models.DateTimeField(default=now)

    objects = AbsenceQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["community", "person"], name="one_absence_at_a_time"),
            models.CheckConstraint(name="absence_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))),
        ]
        indexes: ClassVar = [models.Index(fields=["ends_on"], name="absences_that_are_over")]

    def __str__(self) -> str:
        return f"{self.person_id} away from {self.starts_on} to {self.ends_on}"

    @property
    def answering(self) -> Person | None:
        """Who stands in, as long as they can (asked for `with_answers`)."""
        return self.stand_in if getattr(self, "answers", False) else None
