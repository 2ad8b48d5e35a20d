"""What the house keeps for itself: which letters a mail server has taken."""

from django.db import models


class Delivery(models.Model):
    """One letter, by its Message-ID: so that a job which runs again does not send it again."""

    message_id = models.CharField(primary_key=True, max_length=255)
    begun_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=1)

    def __str__(self) -> str:
        return self.message_id
