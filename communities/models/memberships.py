"""Who belongs to a community, since when, in which role."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _


class MembershipQuerySet(models.QuerySet["Membership"]):
    def present(self) -> Self:
        return self.filter(left_at=None)

    def animating(self) -> Self:
        return self.present().filter(role__in=Membership.Role.animating())

    def that_began_as_members(self) -> Self:
        """Whoever came to host did not come as a member, whatever they are now."""
        earlier = FormerRole.objects.filter(membership=OuterRef("pk")).order_by("until")
        began_as = Coalesce(Subquery(earlier.values("role")[:1]), F("role"))
        return self.alias(began_as=began_as).filter(began_as=Membership.Role.MEMBER)

    def that_hosted(self) -> Self:
        """Stays in which somebody was the animator, with `hosted_until`: nothing while they are."""
        terms = FormerRole.objects.filter(membership=OuterRef("pk"), role=Membership.Role.ANIMATOR)
        ended = Subquery(terms.order_by("-until").values("until")[:1])
        is_last = Q(role=Membership.Role.ANIMATOR)
        found = self.alias(ended=ended).filter(is_last | Q(ended__isnull=False))
        return found.annotate(hosted_until=Case(When(is_last, then=F("left_at")), default=ended))


class Membership(models.Model):
    """One stay of one person in one community; a person who comes back starts a new one. `role` is the present one, or
    the last of a stay that is over."""

    class Role(models.TextChoices):
        MEMBER = "member", _("Member")
        COANIMATOR = "coanimator", _("Co-host")
        ANIMATOR = "animator", _("Host")

        @classmethod
        def animating(cls) -> list["Membership.Role"]:
            return [cls.ANIMATOR, cls.COANIMATOR]

    class LeftReason(models.TextChoices):
        LEFT = "left", _("Left")
        REMOVED = "removed", _("Removed by the host")
        ACCOUNT_CLOSED = "account_closed", _("Account closed")

    class Rhythm(models.TextChoices):
        """How much of it reaches the person by mail and notification."""

        ALL = "all", _("Everything")
        ESSENTIAL = "essential", _("The essential")
        SILENT = "silent", _("Silence")

    community = models.ForeignKey("communities.Community", on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role, default=Role.MEMBER)
    rhythm = models.CharField(max_length=9, choices=Rhythm, default=Rhythm.ESSENTIAL)
    # The welcome stands above the feed until the first step is taken, or the person closes it.
    welcomed_at = models.DateTimeField(null=True, blank=True)
    joined_at = models.DateTimeField(default=now)
    left_at = models.DateTimeField(null=True, blank=True)
    left_reason = models.CharField(max_length=14, choices=LeftReason, blank=True)
    left_words = models.CharField(max_length=500, blank=True)  # why, in their words or the animator's

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["community", "person"], condition=Q(left_at=None), name="one_present_membership"
            ),
            models.UniqueConstraint(
                fields=["community"], condition=Q(left_at=None, role="animator"), name="one_animator_per_community"
            ),
            models.UniqueConstraint(fields=["community", "person", "joined_at"], name="one_membership_per_arrival"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "community"], condition=Q(left_at=None), name="present_by_person"),
            models.Index(fields=["community", "role", "joined_at"], condition=Q(left_at=None), name="present_by_role"),
            models.Index(fields=["community", "-joined_at"], condition=Q(left_at=None), name="present_by_arrival"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.community_id}"


class FormerRole(models.Model):
    """A role held earlier in a stay: from the end of the one before, or from the arrival, until this moment. Periods
    cannot overlap, and a stay in which nothing changed has none."""

    membership = models.ForeignKey(
        Membership, on_delete=models.CASCADE, related_name="former_roles", db_index=False, editable=False
    )
    role = models.CharField(max_length=10, choices=Membership.Role, editable=False)
    until = models.DateTimeField(default=now, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["membership", "until"], name="one_role_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.role} until {self.until}"
