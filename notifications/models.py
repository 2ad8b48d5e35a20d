"""What concerns one person: one row per thread and kind, growing while it is unread."""

from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from communities.models import Community, Invitation
from posts.models import Post, Reply


class NotificationQuerySet(models.QuerySet["Notification"]):
    def visible_to(self, person: Person) -> Self:
        """Theirs, and only about what they may still read (R-RT-02)."""
        posts = Post.objects.present().visible_to(person)
        return self.filter(person=person).filter(Q(post=None) | Q(post__in=posts))

    def unread(self) -> Self:
        return self.filter(read_at=None)


class Notification(models.Model):
    class Kind(models.TextChoices):
        MENTION = "mention", _("Mentioned you")
        REPLY = "reply", _("Replied")
        ACCEPTED = "accepted", _("Accepted your answer")
        REACTION = "reaction", _("Reacted")
        INVITATION = "invitation", _("Invited you")
        MEMBERSHIP = "membership", _("Your place in a community")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=10, choices=Kind)
    community = models.ForeignKey(Community, null=True, on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, null=True, on_delete=models.CASCADE, related_name="+")
    reply = models.ForeignKey(Reply, null=True, on_delete=models.SET_NULL, related_name="+")
    invitation = models.ForeignKey(Invitation, null=True, on_delete=models.CASCADE, related_name="+")
    # Who did it, the latest first; the sentence names one or two and counts the others.
    actor_ids = ArrayField(models.BigIntegerField(), default=list)
    text = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "kind", "post"], condition=Q(read_at=None), name="one_unread_row_per_thread"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "-updated_at", "-id"], name="notifications_of_a_person"),
            models.Index(fields=["person"], condition=Q(read_at=None), name="notifications_unread"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.person_id}"
