"""What a person was writing, kept on the server and found again on any device."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from communities.models import Community
from posts.models.messages import Post, Reply


class Draft(models.Model):
    """One per place: a new post (in a community, or from home), a reply to a post, a reply to a reply."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts")
    community = models.ForeignKey(Community, null=True, on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, null=True, on_delete=models.CASCADE, related_name="+")
    parent = models.ForeignKey(Reply, null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=Post.Kind, blank=True)
    title = models.CharField(max_length=200, blank=True)
    body = models.TextField(max_length=20_000, blank=True)
    updated_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "community", "post", "parent"], nulls_distinct=False, name="one_draft_per_place"
            ),
            models.CheckConstraint(
                name="draft_in_one_place", condition=Q(community__isnull=True) | Q(post__isnull=True)
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "-updated_at"], name="drafts_of_a_person")]

    def __str__(self) -> str:
        return self.title or self.body[:60]
