"""What is prepared to be published: a text, who signs it, and when it goes out."""

import uuid
from datetime import datetime
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from communities.models import Community, Membership
from posts.models import Attachment, Keeper, Post, keep_files


class Refusal(models.TextChoices):
    """Why what was due has not been published."""

    ARCHIVED = "archived", _("The community is archived")
    AUTHOR_GONE = "gone", _("Who signs has no account any more")
    AUTHOR_LEFT = "left", _("Who signs does not belong to the community")
    HOST_GONE = "host", _("Who prepared it no longer hosts the community")
    UNSIGNED = "unsigned", _("Who signs has not agreed")
    UNFINISHED = "unfinished", _("Something is missing in the text")


class PlannedPostQuerySet(models.QuerySet["PlannedPost"]):
    def visible_to(self, person: Person) -> Self:
        """Hosts prepare together; nobody else reads it, administrators neither."""
        hosted = Membership.objects.animating().filter(community=OuterRef("community"), person=person)
        return self.filter(Exists(hosted))

    def waiting(self) -> Self:
        """Not published yet: drafts, what is planned, what could not go out."""
        return self.filter(published_at=None)

    def due(self, at: datetime) -> Self:
        return self.waiting().filter(publish_at__lte=at, refusal="")

    def signed(self) -> Self:
        """In one's own name, or with the agreement of who signs."""
        return self.filter(Q(author=F("prepared_by")) | Q(approved_at__isnull=False))

    def under_my_name(self, person: Person) -> Self:
        """Texts this person is asked to sign, or agreed to. They see these words, nothing else of the place."""
        theirs = self.waiting().filter(author=person, asked_at__isnull=False, declined_at=None)
        return theirs.exclude(prepared_by=person).exclude(community__stage=Community.Stage.ARCHIVED)

    def to_sign_by(self, person: Person) -> Self:
        """Those that wait for an answer."""
        return self.under_my_name(person).filter(approved_at=None)


class PlannedPost(models.Model):
    """A draft while `publish_at` is empty. Once published it keeps the way to its post."""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="planned_posts", db_index=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False)
    # The host who answers for it. When somebody else signs, it is published once they agree, and says so.
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=12, choices=Post.Kind, default=Post.Kind.MESSAGE)
    title = models.CharField(_("title"), max_length=200, blank=True)
    body = models.TextField(max_length=20_000, blank=True)
    prompt = models.CharField(max_length=20, blank=True)  # of animation.playbook
    publish_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    approved_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    declined_words = models.CharField(max_length=300, blank=True)
    # It becomes one post, whatever happens to the worker in between.
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    published_at = models.DateTimeField(null=True)
    post = models.OneToOneField(Post, null=True, on_delete=models.SET_NULL, related_name="planned")
    refusal = models.CharField(max_length=10, choices=Refusal, blank=True)
    refused_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=now)
    updated_at = models.DateTimeField(default=now)

    objects = PlannedPostQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["publish_at"], condition=Q(published_at=None, refusal=""), name="planned_due"),
            models.Index(fields=["community", "publish_at"], condition=Q(published_at=None), name="planned_waiting"),
            models.Index(fields=["community", "-published_at"], name="planned_published"),
            models.Index(
                fields=["author"],
                condition=Q(published_at=None, asked_at__isnull=False, declined_at=None),
                name="planned_under_a_name",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.body[:60]

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def is_for_another(self) -> bool:
        """Prepared by a host, signed by somebody else."""
        return self.author_id != self.prepared_by_id

    @property
    def is_signed(self) -> bool:
        return not self.is_for_another or self.approved_at is not None

    @property
    def waits_for_signature(self) -> bool:
        return not self.is_signed and self.asked_at is not None and self.declined_at is None


class PlannedFile(models.Model):
    """A file that waits with a text; with its publication it becomes part of the post, and this row goes."""

    planned = models.ForeignKey(PlannedPost, on_delete=models.CASCADE, related_name="files")
    attachment = models.OneToOneField(Attachment, on_delete=models.CASCADE, related_name="planned")

    def __str__(self) -> str:
        return f"{self.attachment_id} of {self.planned_id}"


def _kept() -> Exists:
    return Exists(PlannedFile.objects.filter(attachment=OuterRef("pk")))


def _readable(person: Person) -> Exists:
    """As the text: by the hosts, and by who is asked to sign it or has agreed."""
    rows = PlannedFile.objects.filter(attachment=OuterRef("pk"))
    hosted = PlannedPost.objects.visible_to(person).values("pk")
    mine = PlannedPost.objects.under_my_name(person).values("pk")
    return Exists(rows.filter(Q(planned__in=hosted) | Q(planned__in=mine)))


keep_files(Keeper(_kept, _readable))
