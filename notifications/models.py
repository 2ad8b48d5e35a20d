"""What concerns one person: one row per thread and kind, growing while it is unread."""

from typing import ClassVar, Self, cast

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from communities.models import Community, Invitation, Membership, PurposeReading
from communities.models.invitations import CLOSED
from posts.models import Post, Reply

# About a community: shown while it may be known to the person.
LIFE = ("membership", "proposal", "mandate", "contest", "gate", "vacant")

ANSWERED = "answered"


class NotificationQuerySet(models.QuerySet["Notification"]):
    def visible_to(self, person: Person) -> Self:
        """Theirs, and only about what they may still see: the others are masked, not deleted (R-RT-02).
        An answer no longer accepted and an invitation no longer open have nothing left to say."""
        readable = Community.objects.readable_by(person).filter(pk=OuterRef("post__community"))
        known = Community.objects.visible_to(person).filter(pk=OuterRef("community"))
        asked = PurposeReading.objects.filter(community=OuterRef("community"), reader=person, answered_at=None)
        thread = Q(post__isnull=False, post__deleted_at=None) & Exists(readable)
        accepted = Q(post__accepted_reply=F("reply"))
        hosted = Membership.objects.animating().filter(person=person)
        invited = Exists(hosted.filter(community=OuterRef("invitation__community")))
        invitation = Q(invitation__answered_at=None, invitation__revoked_at=None, invitation__expires_at__gt=Now())
        invitation &= ~Q(invitation__community__stage__in=CLOSED)
        kinds = Notification.Kind
        in_thread = Q(kind__in=[kinds.MENTION, kinds.REPLY, kinds.POSTED])
        in_thread |= Q(kind=kinds.REACTION, actor_ids__len__gt=0)
        of_community = Q(kind__in=[*LIFE, kinds.SIGNED, kinds.UNSENT]) | Q(kind=kinds.READING, detail=ANSWERED)
        decides = Q(kind=kinds.CONTEST) if person.is_staff else Q()
        # Each kind of sight is asked once: PostgreSQL prepares every subquery of it at each page, needed or not.
        return self.filter(person=person).filter(
            decides
            | ((in_thread | Q(kind=kinds.ACCEPTED) & accepted) & thread)
            | (of_community & Exists(known))
            | (Q(kind=kinds.INVITATION, invitation__isnull=False) & invitation)
            | (Q(kind=kinds.READING) & ~Q(detail=ANSWERED) & Exists(asked))
            | (Q(kind__in=[kinds.ANSWERED, kinds.ASKED], invitation__isnull=False) & invited)
            | (Q(kind=kinds.ASKED) & Exists(hosted.filter(community=OuterRef("community"))))
            # Whoever is asked to sign may not know the place yet; the row goes when the question does.
            | (Q(kind=kinds.SIGN) & ~Q(community__stage=Community.Stage.ARCHIVED))
        )

    def unread(self) -> Self:
        return self.filter(read_at=None)


class Notification(models.Model):
    class Kind(models.TextChoices):
        MENTION = "mention", _("Mentioned you")
        REPLY = "reply", _("Replied")
        ACCEPTED = "accepted", _("Accepted your answer")
        REACTION = "reaction", _("Reacted")
        POSTED = "posted", _("Wrote in a community you follow whole")
        INVITATION = "invitation", _("Invited you")
        MEMBERSHIP = "membership", _("Your place in a community")
        ANSWERED = "answered", _("Answered your invitation")
        ASKED = "asked", _("Asked you about your invitation")
        PROPOSAL = "proposal", _("Proposed a community, or answered yours")
        MANDATE = "mandate", _("Asked you to host, or answered")
        READING = "reading", _("Asked you to read a purpose, or answered")
        CONTEST = "contest", _("Contested a purpose, or decided")
        GATE = "gate", _("A community is ready for its next step, or a decision is due")
        VACANT = "vacant", _("A community has no host")
        SIGN = "sign", _("Asked you to sign a text")
        SIGNED = "signed", _("Answered about a text you prepared")
        UNSENT = "unsent", _("What was planned was not published")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications", db_index=False
    )
    kind = models.CharField(max_length=10, choices=Kind)
    # What it is about: one of these three.
    post = models.ForeignKey(Post, null=True, on_delete=models.CASCADE, related_name="+")
    community = models.ForeignKey(Community, null=True, on_delete=models.CASCADE, related_name="+")
    invitation = models.ForeignKey(Invitation, null=True, on_delete=models.CASCADE, related_name="+")
    # Where in the thread one should look: the first reply not read yet, or one's own that got a reaction.
    reply = models.ForeignKey(Reply, null=True, on_delete=models.SET_NULL, related_name="+")
    # Who did it, the latest first; the sentence names one or two and counts the others.
    actor_ids = ArrayField(models.BigIntegerField(), default=list)
    # Who took back a reaction that had been seen: given again within a day, it says nothing new.
    withdrawn_ids = ArrayField(models.BigIntegerField(), default=list)
    # What a sentence needs besides: the emoji ("" for several), the new role, "you" for a reply to one's own reply.
    detail = models.CharField(max_length=20, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)
    # What it asked for is done, by whom it may concern: it counts on nobody any more.
    settled_at = models.DateTimeField(null=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "kind", "post", "community", "invitation"],
                nulls_distinct=False,
                name="one_row_per_person_kind_and_thread",
            ),
            models.CheckConstraint(
                name="notification_about_one_thing",
                condition=Q(post__isnull=False, community=None, invitation=None)
                | Q(post=None, community__isnull=False, invitation=None)
                | Q(post=None, community=None, invitation__isnull=False),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "-updated_at", "-id"], name="notifications_of_a_person"),
            models.Index(fields=["person"], condition=Q(read_at=None), name="notifications_unread"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.person_id}"

    @property
    def _plan(self) -> str:
        """Of what hosts prepare: where one answers or acts; "" for anything else."""
        if self.kind == self.Kind.SIGN:
            return reverse("animation:signatures")
        if self.kind in (self.Kind.SIGNED, self.Kind.UNSENT) and self.community:
            return reverse("animation:seeding", args=[self.community.slug])
        return ""

    @property
    def target(self) -> str:
        """Where it leads: the reply in its thread, the invitation, the community."""
        if self.community and self.kind in (*LIFE[1:], self.Kind.READING):
            return self._step()
        if plan := self._plan:
            return plan
        if self.reply_id:
            return reverse("posts:reply_permalink", args=[self.reply_id])
        if self.post:
            return self.post.get_absolute_url()
        if self.kind in (self.Kind.ANSWERED, self.Kind.ASKED):
            community = self.invitation.community if self.invitation else self.community
            return reverse("communities:invitations", args=[community.slug]) if community else "/"
        if self.invitation:
            return self.invitation.get_absolute_url()
        return self.community.get_absolute_url() if self.community else reverse("notifications:notifications")

    def _step(self) -> str:
        """Of what happens in a community's life: where one answers or acts."""
        match self.kind, self.detail:
            case "mandate", "asked":
                name = "communities:mandate"
            case ("mandate", _) | ("vacant", _):
                name = "communities:host"
            case "reading", detail if detail.isdigit():
                return reverse("communities:reading", args=[int(detail)])
            case "reading", _:
                name = "communities:future_members"
            case "contest", "asked":
                return reverse("admin:communities_purposecontest_changelist")
            case _:
                name = "communities:gate"
        return reverse(name, args=[cast(Community, self.community).slug])
