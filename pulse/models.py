"""What is kept to know whether a community lives: who came which day, days off, one question now and then.

Measured in groups: no screen, command or address shows one person's rows. Whoever operates the server moves them with
the rest of the network (docs/network-format.md)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from communities.models import Community


class Visit(models.Model):
    """A member was there that day, in the community's own time zone: opened a page or did something. Nothing else is
    kept of it: no hour, no page, no length."""

    pk = models.CompositePrimaryKey("community_id", "day", "person_id")
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="+", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    day = models.DateField()

    class Meta:
        # When somebody first came; and all that is kept of one person, should they ask for it.
        indexes: ClassVar = [models.Index(fields=["person", "community", "day"], name="visits_of_a_person")]

    def __str__(self) -> str:
        return f"{self.community_id}: {self.day}"


class Closure(models.Model):
    """A day off, of one community or of the whole company: no clock runs."""

    community = models.ForeignKey(
        Community,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        db_index=False,
        related_name="closures",
        verbose_name=_("community"),
        help_text=_("Empty: the whole company."),
    )
    day = models.DateField(_("day"))

    class Meta:
        verbose_name = _("day off")
        verbose_name_plural = _("days off")
        ordering: ClassVar = ["-day"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["community", "day"],
                nulls_distinct=False,
                name="a_day_closes_once",
                violation_error_message=_("This day is already off."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}"


class ClarityAsk(models.Model):
    """ "I know why I am in this community": asked of one member, and what they answered. Shown in numbers alone."""

    class Answer(models.TextChoices):
        YES = "yes", _("Yes")
        NO = "no", _("Not really")

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="+", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(default=now)
    closed_at = models.DateTimeField(null=True)  # put aside: not now
    answer = models.CharField(max_length=3, choices=Answer, blank=True)
    words = models.CharField(max_length=300, blank=True)  # what is not clear
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["community", "person", "asked_at"], name="asked_once_at_a_time"),
            models.CheckConstraint(
                name="an_answer_has_its_moment", condition=Q(answer="") ^ Q(answered_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.community_id}: {self.asked_at:%Y-%m-%d}"


class VisitMonth(models.Model):
    """What remains of visits that are too old to be kept: how many people came, on how many days in all."""

    LEAST: ClassVar[int] = 5

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="+", db_index=False)
    month = models.DateField()  # its first day
    people = models.PositiveIntegerField()
    days = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["community", "month"], name="one_row_per_month"),
            models.CheckConstraint(name="a_month_hides_each_of_its_people", condition=Q(people__gte=5)),
        ]

    def __str__(self) -> str:
        return f"{self.community_id}: {self.month:%Y-%m}"


class DailyPulse(models.Model):
    """What the measures gave for a community, or the whole network, on a day that is over: counts, never who. It holds
    as long as `basis` and `changes` are what they were (pulse.daily)."""

    community = models.ForeignKey(Community, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    day = models.DateField()
    basis = models.CharField(max_length=80)  # the zone, the clock and the definitions it was measured by
    changes = models.PositiveIntegerField()  # how often the past had been changed when it was measured
    figures = models.JSONField()
    measured_at = models.DateTimeField(default=now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["community", "day"], nulls_distinct=False, name="one_pulse_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.community_id}: {self.day}"


class PastChange(models.Model):
    """How often days that were over have been changed, in a community or everywhere: a text deleted, a day off declared
    late, an import. It only grows."""

    community = models.ForeignKey(Community, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    times = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["community"], nulls_distinct=False, name="one_count_of_changes"),
        ]

    def __str__(self) -> str:
        return f"{self.community_id}: {self.times}"
