"""A wave: the few people who are invited together, each for a reason of their own."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from communities.models.communities import Community


class WaveQuerySet(models.QuerySet["Wave"]):
    def in_preparation(self) -> Self:
        return self.filter(sent_at=None)

    def sent(self) -> Self:
        return self.filter(sent_at__isnull=False)


class Wave(models.Model):
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="waves")
    number = models.PositiveSmallIntegerField()
    # What all its invitations say; the reason is each person's own.
    expected = models.CharField(_("what we expect"), max_length=500, blank=True)
    gain = models.CharField(_("what you get"), max_length=500, blank=True)
    first_step = models.CharField(_("first step"), max_length=300, blank=True)
    same_reason_meant = models.BooleanField(default=False)  # several share one, and the host has said that it is so
    created_at = models.DateTimeField(default=now)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(max_length=500, blank=True)  # why it left before the last one came back
    missing = models.JSONField(default=list)  # the codes of what did not hold then
    version = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = WaveQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["community", "number"], name="waves_are_numbered"),
            models.UniqueConstraint(fields=["community"], condition=Q(sent_at=None), name="one_wave_in_preparation"),
        ]

    def __str__(self) -> str:
        return f"{self.community_id}: {self.number}"


class Invitee(models.Model):
    """Somebody in the wave being prepared; once it leaves, their invitation stands in their place."""

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="invitees")
    email = models.EmailField(_("e-mail address"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    why_you = models.CharField(_("why you"), max_length=500, blank=True)
    said_yes = models.BooleanField(default=False)  # asked beforehand, they will come: a founder
    added_at = models.DateTimeField(default=now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["wave", "email"], name="once_per_wave"),
        ]

    def __str__(self) -> str:
        return f"{self.wave_id} → {self.email}"
