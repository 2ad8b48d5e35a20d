"""A question to who hosts, between two people: before answering an invitation, or once inside."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import now

from communities.models.communities import Community
from communities.models.invitations import Invitation


class HostQuestionQuerySet(models.QuerySet["HostQuestion"]):
    def waiting(self) -> Self:
        return self.filter(answered_at=None)


class HostQuestion(models.Model):
    """The answer goes by mail; hosts alone read both here."""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="host_questions")
    # Asked on an invitation, perhaps without account; or by a member.
    invitation = models.ForeignKey(Invitation, null=True, on_delete=models.CASCADE, related_name="questions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(max_length=500)
    asked_at = models.DateTimeField(default=now)
    answer = models.CharField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = HostQuestionQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["invitation"], condition=Q(answered_at=None), name="one_question_at_a_time_of_an_invitation"
            ),
            models.UniqueConstraint(
                fields=["community", "person"],
                condition=Q(answered_at=None, invitation=None),
                name="one_question_at_a_time_of_a_member",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["community"], condition=Q(answered_at=None), name="questions_to_answer"),
        ]

    def __str__(self) -> str:
        return f"{self.community_id}: {self.asked_at:%Y-%m-%d}"
