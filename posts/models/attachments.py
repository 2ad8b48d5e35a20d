"""Files: uploaded by one person, kept in a draft of theirs, then part of exactly one post or reply (R-AZ-08)."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import Person
from core.animations import BY_ITSELF
from posts.models.drafts import Draft
from posts.models.messages import Post, Reply


def new_key() -> str:
    return secrets.token_urlsafe(24)


@dataclass(frozen=True)
class Keeper:
    """A room above where files wait for their message: which ones, and who reads them there meanwhile."""

    keeps: Callable[[], Exists]
    readable: Callable[[Person], Exists]


_keepers: list[Keeper] = []


def keep_files(keeper: Keeper) -> None:
    """Registered once, by the models of that room."""
    _keepers.append(keeper)


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def visible_to(self, person: Person) -> Self:
        """Readable iff its post is; before it has one by its uploader alone, and by those its keeper says."""
        posts = Post.objects.present().visible_to(person)
        replies = Reply.objects.present().visible_to(person)
        seen = Q(post__in=posts) | Q(reply__in=replies) | Q(post=None, reply=None, uploader=person)
        for keeper in _keepers:
            seen |= Q(keeper.readable(person), post=None, reply=None)
        return self.filter(seen)

    def waiting_for(self, person: Person) -> Self:
        """Brought by this person, part of nothing yet, or of a draft of theirs."""
        return self.loose().filter(uploader=person)

    def loose(self) -> Self:
        """Of no message, and kept by no other room."""
        return self.filter(*(~keeper.keeps() for keeper in _keepers), post=None, reply=None)


class Attachment(models.Model):
    key = models.CharField(max_length=40, unique=True, default=new_key, editable=False)
    uploader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="attachments")
    post = models.ForeignKey(Post, null=True, on_delete=models.CASCADE, related_name="attachments")
    reply = models.ForeignKey(Reply, null=True, on_delete=models.CASCADE, related_name="attachments")
    # What it waits in; a file without one, nor a message, leaves after a day.
    draft = models.ForeignKey(Draft, null=True, on_delete=models.SET_NULL, related_name="attachments")
    name = models.CharField(max_length=150)
    alt = models.CharField(max_length=300, blank=True)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    # Pixels; zero for what is not a picture.
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    # Milliseconds that one turn of an animation takes; zero for what does not move.
    plays = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="attached_to_one_thing", condition=Q(post__isnull=True) | Q(reply__isnull=True)
            ),
            models.CheckConstraint(
                name="attached_or_in_a_draft",
                condition=Q(draft__isnull=True) | Q(post__isnull=True, reply__isnull=True),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["created_at"], condition=Q(post=None, reply=None, draft=None), name="attachments_waiting"
            ),
            models.Index(fields=["uploader"], name="attachments_of_a_person"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("posts:file", args=[self.key])

    @property
    def url(self) -> str:
        """As templates name it, for a file on its card too."""
        return self.get_absolute_url()

    @property
    def is_image(self) -> bool:
        return self.width > 0

    @property
    def plays_by_itself(self) -> bool:
        return 0 < self.plays <= BY_ITSELF

    @property
    def path(self) -> str:
        """Where the storage keeps it: spread over folders, never the person's file name."""
        return f"attachments/{self.key[:2]}/{self.key}"
