"""Who wrote in a community, and when last: the filled dots, without counting messages at each visit."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from communities.models import Community


class Contribution(models.Model):
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="contributions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="contributions")
    last_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["community", "person"], name="one_contribution_row_per_member"),
        ]
        indexes: ClassVar = [models.Index(fields=["community", "-last_at"], name="contributions_by_date")]

    def __str__(self) -> str:
        return f"{self.person_id} wrote in {self.community_id}"
