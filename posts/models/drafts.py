"""What a person was writing, kept on the server and found again on any device."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Person
from communities.models import Community
from posts.models.messages import Post, Reply

_PLACE = ("community", "post", "parent", "edited_post", "edited_reply")


class DraftQuerySet(models.QuerySet["Draft"]):
    def at(self, person: Person, **place: Any) -> Self:
        """The one of this person in this place; nowhere yet when none is named."""
        return self.filter(person=person, **{**dict.fromkeys(_PLACE), **place})


class Draft(models.Model):
    """One per place: a new post (in a community, or from home), a reply to a post, a reply to a reply, an edit."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts")
    community = models.ForeignKey(Community, null=True, on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, null=True, on_delete=models.CASCADE, related_name="+")
    parent = models.ForeignKey(Reply, null=True, on_delete=models.CASCADE, related_name="+")
    edited_post = models.ForeignKey(Post, null=True, on_delete=models.CASCADE, related_name="+")
    edited_reply = models.ForeignKey(Reply, null=True, on_delete=models.CASCADE, related_name="+")
    # Begun from nowhere: where it would go.
    chosen = models.ForeignKey(Community, null=True, on_delete=models.SET_NULL, related_name="+")
    # Of an edit: the version it began from, and which files of the message stay, with their descriptions.
    version = models.PositiveIntegerField(default=0)
    kept = models.JSONField(default=dict, blank=True)
    kind = models.CharField(max_length=12, choices=Post.Kind, blank=True)
    title = models.CharField(max_length=200, blank=True)
    body = models.TextField(max_length=20_000, blank=True)
    updated_at = models.DateTimeField(default=timezone.now)

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", *_PLACE], nulls_distinct=False, name="one_draft_in_each_place"),
            models.CheckConstraint(
                name="draft_in_one_place", condition=Q(community__isnull=True) | Q(post__isnull=True)
            ),
            models.CheckConstraint(
                name="draft_of_one_edit",
                condition=Q(edited_post__isnull=True, edited_reply__isnull=True)
                | Q(community=None, post=None, parent=None, edited_reply=None)
                | Q(community=None, post=None, parent=None, edited_post=None),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "-updated_at"], name="drafts_of_a_person"),
            models.Index(fields=["updated_at"], name="drafts_by_date"),
        ]

    def __str__(self) -> str:
        return self.title or self.body[:60]

    @property
    def edited(self) -> Post | Reply | None:
        return self.edited_post or self.edited_reply
