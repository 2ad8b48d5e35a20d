"""Asking a person to host a community; their answer. A host is never appointed without having said yes."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _


class MandateQuerySet(models.QuerySet["Mandate"]):
    def unanswered(self) -> Self:
        return self.filter(answer="", withdrawn_at=None)

    def accepted(self) -> Self:
        return self.filter(answer=Mandate.Answer.ACCEPTED)


class Mandate(models.Model):
    """What is asked, and what was answered. Accepting it makes the person the animator of the community."""

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")

    community = models.ForeignKey("communities.Community", on_delete=models.CASCADE, related_name="mandates")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("person"), on_delete=models.CASCADE, related_name="mandates"
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("asked by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    proposed_at = models.DateTimeField(_("asked on"), default=now)
    words = models.CharField(_("why this person"), max_length=500, blank=True)
    # As they were asked, or as they answered.
    hours = models.PositiveSmallIntegerField(_("hours a week"), default=2)
    weeks = models.PositiveSmallIntegerField(_("weeks"), default=8)
    withdrawn_at = models.DateTimeField(_("withdrawn on"), null=True)
    answer = models.CharField(max_length=8, choices=Answer, blank=True)
    answered_at = models.DateTimeField(_("answered on"), null=True)
    reason = models.CharField(_("why not"), max_length=500, blank=True)
    # Who answers when the animator is away; or, of who declines, whom to ask instead.
    substitute = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("substitute"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to host")
        verbose_name_plural = _("requests to host")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["community"], condition=Q(answer="", withdrawn_at=None), name="one_open_mandate_per_community"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["person", "community"], condition=Q(answer="", withdrawn_at=None), name="mandates_to_answer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} to host {self.community_id}"
