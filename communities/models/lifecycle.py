"""The steps of a community's life, and what is said of its sentence on the way."""

from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from communities.models.communities import Community


class StageChangeQuerySet(models.QuerySet["StageChange"]):
    def entries(self) -> Self:
        """Those that a clock starts with: it does not start again when a community is reopened."""
        return self.filter(reopens=False)


class StageChange(models.Model):
    """Each step of a community's life: when, by whom, why."""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="stage_changes")
    stage = models.CharField(max_length=10, choices=Community.Stage)
    at = models.DateTimeField(default=now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
    # The criteria that did not hold when somebody passed the gate all the same, with the reason above.
    missing = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    # Back from the archive into the stage it had: the days of that stage go on from before.
    reopens = models.BooleanField(default=False)

    objects = StageChangeQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["community", "-at"], name="stages_of_a_community")]

    def __str__(self) -> str:
        return f"{self.community_id}: {self.stage}"


class Extension(models.Model):
    """More time for a stage that should have ended: once, for a reason."""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="extensions")
    stage = models.CharField(max_length=10, choices=Community.Stage)
    until = models.DateTimeField()
    at = models.DateTimeField(default=now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(max_length=500)

    def __str__(self) -> str:
        return f"{self.community_id}: {self.stage} until {self.until}"


class DecisionDue(models.Model):
    """A stage has lasted too long: somebody was asked to decide, once. Nothing moves by itself."""

    class Kind(models.TextChoices):
        DRAFT = "draft", _("The draft is stale")
        SEEDING = "seeding", _("The seeding takes long")
        PILOT = "pilot", _("The pilot is over")
        VACANT = "vacant", _("Nobody hosts it")
        HELP = "help", _("It has needed help for long")

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="decisions_due")
    kind = models.CharField(max_length=7, choices=Kind)
    since = models.DateTimeField()  # when what lasts too long began
    told_at = models.DateTimeField(default=now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["community", "kind", "since"], name="asked_once_to_decide"),
        ]

    def __str__(self) -> str:
        return f"{self.community_id}: {self.kind}"


class PurposeReadingQuerySet(models.QuerySet["PurposeReading"]):
    def of(self, community: Community) -> Self:
        """Of the sentence as it is now: when it changes, it is read again."""
        return self.filter(community=community, purpose=community.purpose)


class PurposeReading(models.Model):
    """A future member is shown the sentence alone: "I know why I would come", or not."""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="purpose_readings")
    purpose = models.CharField(max_length=500)
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="purpose_readings")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField(default=now)
    would_come = models.BooleanField(null=True)
    words = models.CharField(max_length=300, blank=True)  # what is not clear
    answered_at = models.DateTimeField(null=True)

    objects = PurposeReadingQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["community", "purpose", "reader"], name="one_reading_per_sentence"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["reader"], condition=Q(answered_at=None), name="readings_to_answer"),
        ]

    def __str__(self) -> str:
        return f"{self.reader_id} reads {self.community_id}"


class PurposeContest(models.Model):
    """Somebody holds that a sentence the check refuses is precise; an administrator decides. Kept for good."""

    class Decision(models.TextChoices):
        ACCEPTED = "accepted", _("Accepted")
        REFUSED = "refused", _("Refused")
        DROPPED = "dropped", _("The sentence was rewritten")

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="purpose_contests")
    purpose = models.CharField(_("purpose"), max_length=500)
    codes = ArrayField(models.CharField(max_length=8), default=list, verbose_name=_("codes"))  # what the check found
    reason = models.CharField(_("reason"), max_length=500)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("on"), default=now)
    decision = models.CharField(_("decision"), max_length=8, choices=Decision, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided on"), null=True)
    words = models.CharField(_("answer"), max_length=500, blank=True)  # what the administrator answers

    class Meta:
        verbose_name = _("contested purpose")
        verbose_name_plural = _("contested purposes")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["community"], condition=Q(decision=""), name="one_open_contest_per_community"
            ),
        ]

    def __str__(self) -> str:
        return self.purpose
