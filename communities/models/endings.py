"""An end that is announced: its members know the day and why, and it can be withdrawn until then."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now

from communities.models.communities import Community
from communities.models.lifecycle import StageChange


class ClosingQuerySet(models.QuerySet["Closing"]):
    def standing(self) -> Self:
        """Announced, neither withdrawn nor done."""
        return self.filter(withdrawn_at=None, change=None)


class Closing(models.Model):
    """One end. What became of it stands beside it: withdrawn, or the step that archived the community."""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="closings")
    ended_as = models.CharField(max_length=7, choices=Community.Ending)
    reason = models.CharField(max_length=500)  # the closing word
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    announced_at = models.DateTimeField(null=True, default=now)  # none: it was archived without notice
    closes_on = models.DateField()  # a day of the community's own zone
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_because = models.CharField(max_length=500, blank=True)
    # Why an administrator did not wait for the day.
    at_once = models.CharField(max_length=500, blank=True)
    change = models.OneToOneField(StageChange, null=True, on_delete=models.CASCADE, related_name="closing")

    objects = ClosingQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["community"], condition=Q(withdrawn_at=None, change=None), name="one_end_announced"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["closes_on"], condition=Q(withdrawn_at=None, change=None), name="ends_to_come"),
        ]

    def __str__(self) -> str:
        return f"{self.community_id} closes on {self.closes_on}"
