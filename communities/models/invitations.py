"""Letters to people, for a reason that is theirs."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from communities.models.communities import Community
from communities.models.memberships import Membership

CLOSED = [*Community.Stage.hidden(), Community.Stage.ARCHIVED]  # stages in which nobody comes in


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def pending(self) -> Self:
        return self.unanswered().filter(expires_at__gt=now())

    def holding(self) -> Self:
        """Those of them whose inviter still hosts, where people may come in: what one `standing` asks, of many. The
        others have lapsed."""
        hosts = Membership.objects.animating().filter(community=OuterRef("community"), person=OuterRef("inviter"))
        able = hosts.filter(person__in=Person.objects.all().active())
        return self.pending().filter(Exists(able)).exclude(community__stage__in=CLOSED)

    def unanswered(self) -> Self:
        return self.filter(answered_at=None, revoked_at=None)


class Invitation(models.Model):
    """A letter to one address for one community: why you, what we expect, what you get (R-IV-01..05)."""

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")

    class DeclineReason(models.TextChoices):
        TOPIC = "topic", _("The subject is not mine")
        TIME = "time", _("No time at the moment")
        UNCLEAR = "unclear", _("I do not see what it is for")
        OTHER = "other", _("Another reason")

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(_("e-mail address"))
    # Invited by name: their address stays theirs, pages show who they are instead.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="invitations_received"
    )
    wave = models.ForeignKey("communities.Wave", null=True, on_delete=models.SET_NULL, related_name="invitations")
    inviter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitations_sent")
    why_you = models.CharField(_("why you"), max_length=500)
    expected = models.CharField(_("what we expect"), max_length=500)
    gain = models.CharField(_("what you get"), max_length=500)
    first_step = models.CharField(_("first step"), max_length=300, blank=True)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()  # of what was sent last, the letter or its reminder
    revoked_at = models.DateTimeField(null=True)
    # One reminder, with an address of its own since the first is kept nowhere; then silence.
    reminded_at = models.DateTimeField(null=True)
    reminder_hash = models.CharField(max_length=64, blank=True, editable=False)
    renewal_asked_at = models.DateTimeField(null=True)  # it no longer holds, and another one is wished
    answer = models.CharField(max_length=8, choices=Answer, blank=True)
    answer_reason = models.CharField(max_length=7, choices=DeclineReason, blank=True)
    answer_words = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="invitations_answered"
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["community", "email"],
                condition=Q(answered_at=None, revoked_at=None),
                name="one_open_invitation_per_address",
            ),
            models.UniqueConstraint(
                fields=["reminder_hash"], condition=~Q(reminder_hash=""), name="one_invitation_per_reminder"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["expires_at"],
                condition=Q(answered_at=None, revoked_at=None, reminded_at=None),
                name="invitations_to_remind",
            ),
            models.Index(fields=["community", "-created_at"], name="invitations_of_a_community"),
        ]

    def __str__(self) -> str:
        return f"{self.community_id} → {self.email}"

    def get_absolute_url(self) -> str:
        """Where the person it was sent to reads it once signed in; the letter has another address, with the token."""
        return reverse("communities:invitation", args=[f"mine-{self.pk}"])
