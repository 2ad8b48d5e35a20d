"""What one person has read, follows, and when they were last in a feed."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from communities.models import Community
from posts.models.messages import Post


class Reading(models.Model):
    """Up to when a person has read a post: what happened later is new to them."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="readings")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="readings")
    read_until = models.DateTimeField()
    # By hand: passing over its card does not read it.
    kept = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "post"], name="one_reading_per_post")]

    def __str__(self) -> str:
        return f"{self.person_id} read {self.post_id}"


class FeedMark(models.Model):
    """A person's place in a feed (home when community is empty)."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="feed_marks")
    community = models.ForeignKey(Community, null=True, on_delete=models.CASCADE, related_name="+")
    # The line "you were here …": the end of the visit before this one.
    visited_at = models.DateTimeField(null=True)
    previous_visit_at = models.DateTimeField(null=True)
    # "All read": nothing before this moment is new.
    read_before = models.DateTimeField(null=True)
    # What it was before the last "all read", which can be undone.
    previous_read_before = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "community"], nulls_distinct=False, name="one_mark_per_feed"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.community_id or 'home'}"


class Follow(models.Model):
    """A thread a person follows (they wrote in it, or asked to), or silenced."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows")
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="follows")
    muted = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "post"], name="one_follow_per_post")]
        indexes: ClassVar = [models.Index(fields=["post"], condition=Q(muted=False), name="followers_of_a_post")]

    def __str__(self) -> str:
        return f"{self.person_id} follows {self.post_id}"
