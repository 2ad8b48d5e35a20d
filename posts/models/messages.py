"""Posts and replies. Markdown and its HTML are both kept: rendered once, when written."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Person, new_uid
from communities.models import Community


class Counts(models.Model):
    """How many people gave each reaction, kept with F() by the actions (see posts.models.reactions.Reaction.Emoji)."""

    thanks_count = models.PositiveIntegerField(default=0, editable=False)
    useful_count = models.PositiveIntegerField(default=0, editable=False)
    confirm_count = models.PositiveIntegerField(default=0, editable=False)
    bravo_count = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True


class Message(Counts):
    """What posts and replies have in common."""

    uid = models.CharField(max_length=100, unique=True, default=new_uid, editable=False)
    body = models.TextField(max_length=20_000, blank=True)
    html = models.TextField(editable=False, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    edited_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    deleted_at = models.DateTimeField(null=True, editable=False)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    deleted_reason = models.CharField(max_length=500, blank=True, editable=False)
    seeded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    # A double click or a retry finds what the first try wrote (R-RC-01).
    idempotency_key = models.UUIDField(null=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_deleted(self) -> bool:
        return self.deleted_at is not None

    @property
    def is_edited(self) -> bool:
        return self.edited_at is not None


class PostQuerySet(models.QuerySet["Post"]):
    def visible_to(self, person: Person) -> Self:
        return self.filter(community__in=Community.objects.readable_by(person))

    def present(self) -> Self:
        return self.filter(deleted_at=None)

    def in_community(self, community: Community) -> Self:
        return self.filter(community=community)

    def open_questions(self) -> Self:
        return self.present().filter(kind=Post.Kind.QUESTION, accepted_reply=None)


class Post(Message):
    class Kind(models.TextChoices):
        MESSAGE = "message", _("Message")
        QUESTION = "question", _("Question")
        ANNOUNCEMENT = "announcement", _("Announcement")
        NOTE = "note", _("Note")
        PRAISE = "praise", _("Thanks")
        POLL = "poll", _("Poll")
        EVENT = "event", _("Event")

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="posts")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="posts")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.MESSAGE)
    title = models.CharField(_("title"), max_length=200, blank=True)
    # The first lines as cards show them; the same as html when the post is short.
    excerpt_html = models.TextField(editable=False, blank=True)
    is_long = models.BooleanField(default=False, editable=False)
    pinned_at = models.DateTimeField(null=True, editable=False)
    pinned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    # Why it is where it is in the feed: the newest of the post and its replies, and who wrote it.
    last_activity_at = models.DateTimeField(editable=False)
    last_activity_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    reply_count = models.PositiveIntegerField(default=0, editable=False)
    accepted_reply = models.ForeignKey(
        "posts.Reply", null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    accepted_at = models.DateTimeField(null=True, editable=False)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )

    objects = PostQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["author", "idempotency_key"], name="one_post_per_submission"),
        ]
        indexes: ClassVar = [
            models.Index(
                F("community"), F("last_activity_at").desc(), F("id").desc(), name="post_by_activity_in_one"
            ),
            models.Index(F("last_activity_at").desc(), F("id").desc(), name="post_by_activity"),
            models.Index(F("community"), F("created_at").desc(), F("id").desc(), name="post_by_date_in_one"),
            models.Index(F("created_at").desc(), F("id").desc(), name="post_by_date"),
            models.Index(
                F("community"), F("last_activity_at").desc(), F("id").desc(),
                condition=Q(kind="question", accepted_reply=None, deleted_at=None),
                name="post_open_question",
            ),
            models.Index(fields=["author", "created_at"], name="post_by_author"),
            models.Index(fields=["community", "pinned_at"], condition=Q(pinned_at__isnull=False), name="post_pinned"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title or self.body[:60]

    def get_absolute_url(self) -> str:
        return reverse("posts:post", args=[self.pk])

    @property
    def is_question(self) -> bool:
        return self.kind == self.Kind.QUESTION

    @property
    def is_open_question(self) -> bool:
        return self.is_question and self.accepted_reply_id is None


class ReplyQuerySet(models.QuerySet["Reply"]):
    def visible_to(self, person: Person) -> Self:
        return self.filter(post__in=Post.objects.visible_to(person))

    def present(self) -> Self:
        return self.filter(deleted_at=None)


class Reply(Message):
    """An answer to a post, or (one level only) to another reply of the same post."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="replies")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="replies")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")

    objects = ReplyQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["author", "idempotency_key"], name="one_reply_per_submission"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["post", "created_at", "id"], name="reply_in_order"),
            models.Index(fields=["author", "created_at"], name="reply_by_author"),
        ]

    def __str__(self) -> str:
        return self.body[:60]

    def get_absolute_url(self) -> str:
        return f"{reverse('posts:post', args=[self.post_id])}#reply-{self.pk}"


class Revision(models.Model):
    """A text as it stood before an edit."""

    post = models.ForeignKey(Post, null=True, on_delete=models.CASCADE, related_name="revisions")
    reply = models.ForeignKey(Reply, null=True, on_delete=models.CASCADE, related_name="revisions")
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    html = models.TextField(blank=True)
    written_at = models.DateTimeField()
    replaced_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="revision_of_one_thing", condition=Q(post__isnull=True) ^ Q(reply__isnull=True)
            ),
            models.UniqueConstraint(fields=["post", "version"], name="one_revision_per_post_version"),
            models.UniqueConstraint(fields=["reply", "version"], name="one_revision_per_reply_version"),
        ]

    def __str__(self) -> str:
        return f"v{self.version}"
