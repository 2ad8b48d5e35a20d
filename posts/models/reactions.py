"""Small gestures: named reactions, and names called in a text."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from posts.models.messages import Post, Reply


class Reaction(models.Model):
    class Emoji(models.TextChoices):
        THANKS = "thanks", _("Thanks")
        USEFUL = "useful", _("Useful")
        CONFIRM = "confirm", _("I confirm")
        BRAVO = "bravo", _("Bravo")

    post = models.ForeignKey(Post, null=True, on_delete=models.CASCADE, related_name="reactions")
    reply = models.ForeignKey(Reply, null=True, on_delete=models.CASCADE, related_name="reactions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reactions")
    emoji = models.CharField(max_length=7, choices=Emoji)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="reaction_to_one_thing", condition=Q(post__isnull=True) ^ Q(reply__isnull=True)
            ),
            models.UniqueConstraint(fields=["post", "person", "emoji"], name="one_reaction_per_post"),
            models.UniqueConstraint(fields=["reply", "person", "emoji"], name="one_reaction_per_reply"),
        ]

    def __str__(self) -> str:
        return self.emoji


class Mention(models.Model):
    """`@handle` of a person who may see the post."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="mentions")
    reply = models.ForeignKey(Reply, null=True, on_delete=models.CASCADE, related_name="mentions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="mentions")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["post", "reply", "person"], nulls_distinct=False, name="one_mention_per_text"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "-id"], name="mentions_of_a_person")]

    def __str__(self) -> str:
        return f"@{self.person_id}"
