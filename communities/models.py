"""Where people gather: a purpose, an animator, members, a stage of life."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, Func, OuterRef, Q, Value
from django.db.models.functions import Concat, Lower
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from core.names import sort_key


def folded(*parts: Any) -> Any:
    """SQL for text as one compares it: without accents nor capitals ("É" sorts with "e"). See core.names.sort_key."""
    text = Concat(*parts) if len(parts) > 1 else parts[0]
    split = Func(text, function="normalize", template="%(function)s(%(expressions)s, NFKD)")
    marks = Value("[\u0300-\u036f]")
    return Func(Lower(split), marks, Value(""), Value("g"), function="regexp_replace", output_field=models.TextField())


class CommunityQuerySet(models.QuerySet["Community"]):
    def visible_to(self, person: Person) -> Self:
        """What this person may know exists: open and private ones past draft, and all those they belong to.
        Drafts belong to those who prepare them, and to administrators. Secret ones to their members alone."""
        theirs = Membership.objects.filter(community=OuterRef("pk"), person=person, left_at=None)
        preparing = theirs.filter(role__in=Membership.Role.animating())
        listed = Q(visibility__in=[Community.Visibility.OPEN, Community.Visibility.PRIVATE])
        live = ~Q(stage__in=Community.Stage.hidden())
        draft = Q(stage__in=Community.Stage.hidden())
        seen = (live & (listed | Exists(theirs))) | (draft & Exists(preparing))
        if person.is_staff:
            seen |= draft & listed
        return self.filter(seen)

    def readable_by(self, person: Person) -> Self:
        """Whose posts this person may read: theirs, and open ones. Administrators read like anybody else (D1)."""
        theirs = Membership.objects.filter(community=OuterRef("pk"), person=person, left_at=None)
        preparing = theirs.filter(role__in=Membership.Role.animating())
        live = ~Q(stage__in=Community.Stage.hidden())
        return self.filter(
            (live & (Q(visibility=Community.Visibility.OPEN) | Exists(theirs))) | (~live & Exists(preparing))
        )

    def matching(self, words: str) -> Self:
        """Those whose name or purpose contains every word, accents and capitals aside."""
        found = self
        for word in words.split()[:6]:
            found = found.filter(search_text__contains=sort_key(word))
        return found

    def of(self, person: Person) -> Self:
        """Those this person belongs to now."""
        return self.filter(memberships__person=person, memberships__left_at=None)


class Community(models.Model):
    class Visibility(models.TextChoices):
        OPEN = "open", _("Open: every colleague reads, members write")
        PRIVATE = "private", _("Private: listed with its purpose, read by members")
        SECRET = "secret", _("Secret: only its members know that it exists")

    class Stage(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SEEDING = "seeding", _("Seeding")
        PILOT = "pilot", _("Pilot")
        OPEN = "open", _("Open")
        THRIVING = "thriving", _("Thriving")
        NEEDS_HELP = "needs_help", _("Needs help")
        ARCHIVED = "archived", _("Archived")

        @classmethod
        def hidden(cls) -> list["Community.Stage"]:
            """Prepared out of sight: only who prepares it sees it."""
            return [cls.DRAFT, cls.SEEDING]

    uid = models.CharField(max_length=100, unique=True, editable=False)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=80)
    purpose = models.CharField(
        _("purpose"),
        max_length=500,
        help_text=_("One precise sentence: what it is about, and what will be better at work thanks to it."),
    )
    motto = models.CharField(_("the host's words"), max_length=140, blank=True)
    about = models.TextField(_("about"), max_length=5000, blank=True)
    about_html = models.TextField(editable=False, blank=True)
    talk_about = ArrayField(models.CharField(max_length=120), default=list, blank=True, size=8)
    not_here = ArrayField(models.CharField(max_length=120), default=list, blank=True, size=4)
    hue = models.PositiveSmallIntegerField(
        _("hue"), validators=[MinValueValidator(1), MaxValueValidator(12)], editable=False
    )
    tile = models.CharField(max_length=40, editable=False, help_text="The tile's modules, see communities.tiles.")
    visibility = models.CharField(_("visibility"), max_length=7, choices=Visibility, default=Visibility.OPEN)
    stage = models.CharField(_("stage"), max_length=10, choices=Stage, default=Stage.DRAFT)
    timezone = models.CharField(_("time zone"), max_length=50, default="Europe/Paris")
    created_at = models.DateTimeField(default=now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    # What a page may show without counting (kept by the actions that change it).
    member_count = models.PositiveIntegerField(default=0, editable=False)
    # Kept by PostgreSQL: what sorting and the directory's filter compare.
    sort_key = models.GeneratedField(
        expression=folded("name"), output_field=models.TextField(), db_persist=True, editable=False
    )
    search_text = models.GeneratedField(
        expression=folded("name", Value(" "), "purpose"),
        output_field=models.TextField(),
        db_persist=True,
        editable=False,
    )

    objects = CommunityQuerySet.as_manager()

    class Meta:
        verbose_name = _("community")
        verbose_name_plural = _("communities")
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="community_has_a_purpose",
                condition=~Q(purpose=""),
                violation_error_message=_("Say what this community is for."),
            ),
            models.CheckConstraint(name="community_hue_is_one_of_twelve", condition=Q(hue__gte=1, hue__lte=12)),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("posts:community", args=[self.slug])

    @property
    def is_archived(self) -> bool:
        return self.stage == self.Stage.ARCHIVED

    @property
    def is_hidden(self) -> bool:
        return self.stage in self.Stage.hidden()

    @property
    def is_open(self) -> bool:
        return self.visibility == self.Visibility.OPEN


class MembershipQuerySet(models.QuerySet["Membership"]):
    def present(self) -> Self:
        return self.filter(left_at=None)

    def animating(self) -> Self:
        return self.present().filter(role__in=Membership.Role.animating())


class Membership(models.Model):
    """One stay of one person in one community; a person who comes back starts a new one."""

    class Role(models.TextChoices):
        MEMBER = "member", _("Member")
        COANIMATOR = "coanimator", _("Co-host")
        ANIMATOR = "animator", _("Host")

        @classmethod
        def animating(cls) -> list["Membership.Role"]:
            return [cls.ANIMATOR, cls.COANIMATOR]

    class LeftReason(models.TextChoices):
        LEFT = "left", _("Left")
        REMOVED = "removed", _("Removed by the host")
        ACCOUNT_CLOSED = "account_closed", _("Account closed")

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role, default=Role.MEMBER)
    joined_at = models.DateTimeField(default=now)
    left_at = models.DateTimeField(null=True, blank=True)
    left_reason = models.CharField(max_length=14, choices=LeftReason, blank=True)
    left_words = models.CharField(max_length=500, blank=True)  # why, in their words or the animator's

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["community", "person"], condition=Q(left_at=None), name="one_present_membership"
            ),
            models.UniqueConstraint(
                fields=["community"], condition=Q(left_at=None, role="animator"), name="one_animator_per_community"
            ),
            models.UniqueConstraint(fields=["community", "person", "joined_at"], name="one_membership_per_arrival"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "community"], condition=Q(left_at=None), name="present_by_person"),
            models.Index(fields=["community", "role", "joined_at"], condition=Q(left_at=None), name="present_by_role"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.community_id}"


class StageChange(models.Model):
    """Each step of a community's life: when, by whom, why."""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="stage_changes")
    stage = models.CharField(max_length=10, choices=Community.Stage)
    at = models.DateTimeField(default=now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["community", "-at"], name="stages_of_a_community")]

    def __str__(self) -> str:
        return f"{self.community_id}: {self.stage}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def pending(self) -> Self:
        return self.unanswered().filter(expires_at__gt=now())

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
    inviter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitations_sent")
    why_you = models.CharField(_("why you"), max_length=500)
    expected = models.CharField(_("what we expect"), max_length=500)
    gain = models.CharField(_("what you get"), max_length=500)
    first_step = models.CharField(_("first step"), max_length=300, blank=True)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
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
        ]

    def __str__(self) -> str:
        return f"{self.community_id} → {self.email}"

    def get_absolute_url(self) -> str:
        """Where the person it was sent to reads it once signed in; the letter has another address, with the token."""
        return reverse("communities:invitation", args=[f"mine-{self.pk}"])
