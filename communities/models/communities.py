"""A community: a purpose, a stage of life, and who may know of it."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, Func, OuterRef, Q, Value
from django.db.models.functions import Concat, Lower
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from accounts.models import Person, usual_time_zone
from communities.models.mandates import Mandate
from communities.models.memberships import Membership
from core.names import sort_key


def folded(*parts: Any) -> Any:
    """SQL for text as one compares it: without accents nor capitals ("É" sorts with "e"). See core.names.sort_key."""
    text = Concat(*parts) if len(parts) > 1 else parts[0]
    split = Func(text, function="normalize", template="%(function)s(%(expressions)s, NFKD)")
    marks = Value("[\u0300-\u036f]")
    return Func(Lower(split), marks, Value(""), Value("g"), function="regexp_replace", output_field=models.TextField())


class CommunityQuerySet(models.QuerySet["Community"]):
    def visible_to(self, person: Person) -> Self:
        """What this person may know exists: open and private ones past seeding, and all those they belong to.
        What is being prepared belongs to those who prepare it: who proposed it, its hosts, and administrators. Secret
        ones to their members alone. Who is asked to host a community knows of it until they have answered."""
        theirs = Membership.objects.filter(community=OuterRef("pk"), person=person, left_at=None)
        preparing = theirs.filter(role__in=Membership.Role.animating())
        asked = Mandate.objects.unanswered().filter(community=OuterRef("pk"), person=person)
        listed = Q(visibility__in=[Community.Visibility.OPEN, Community.Visibility.PRIVATE])
        draft = Community.out_of_sight()
        live = ~draft
        seen = Q(live & (listed | Exists(theirs))) | Q(draft & (Q(created_by=person) | Exists(preparing)))
        seen |= Q(Exists(asked))
        if person.is_staff:
            seen |= draft & listed
        return self.filter(seen)

    def readable_by(self, person: Person) -> Self:
        """Whose posts this person may read: theirs, and open ones. Administrators read like anybody else (D1)."""
        theirs = Membership.objects.filter(community=OuterRef("pk"), person=person, left_at=None)
        preparing = theirs.filter(role__in=Membership.Role.animating())
        draft = Community.out_of_sight()
        return self.filter(
            (~draft & (Q(visibility=Community.Visibility.OPEN) | Exists(theirs))) | (draft & Exists(preparing))
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
        IDEA = "idea", _("Idea")
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
            return [cls.IDEA, cls.DRAFT, cls.SEEDING]

        @classmethod
        def launching(cls) -> list["Community.Stage"]:
            """Being launched: few at a time."""
            return [cls.SEEDING, cls.PILOT]

    class Ending(models.TextChoices):
        SUCCESS = "success", _("A success: what it was for is done")
        LESSON = "lesson", _("A lesson: what it taught is kept")

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
    # Before anybody is invited: which problem at work, and the three answers that each invitation begins with.
    problem = models.CharField(_("problem at work"), max_length=300, blank=True)
    for_whom = models.CharField(_("why you"), max_length=500, blank=True)
    expected = models.CharField(_("what we expect"), max_length=500, blank=True)
    gain = models.CharField(_("what you get"), max_length=500, blank=True)
    first_step = models.CharField(_("first step"), max_length=300, blank=True)
    success_sign = models.CharField(_("sign of success"), max_length=300, blank=True)
    ended_as = models.CharField(max_length=7, choices=Ending, blank=True, editable=False)
    hue = models.PositiveSmallIntegerField(
        _("hue"), validators=[MinValueValidator(1), MaxValueValidator(12)], editable=False
    )
    tile = models.CharField(max_length=40, editable=False, help_text="The tile's modules, see communities.tiles.")
    visibility = models.CharField(_("visibility"), max_length=7, choices=Visibility, default=Visibility.OPEN)
    stage = models.CharField(_("stage"), max_length=10, choices=Stage, default=Stage.DRAFT)
    timezone = models.CharField(_("time zone"), max_length=50, default=usual_time_zone)
    created_at = models.DateTimeField(default=now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    vacant_since = models.DateTimeField(null=True, editable=False)  # when its host stopped; none while it has one
    # Why an administrator lets it grow beyond the largest size.
    larger_because = models.CharField(max_length=500, blank=True, editable=False)
    closes_on = models.DateField(null=True, editable=False)  # its end is announced for that day (models.endings)
    # Ended before anybody was invited: it stays with those who prepared it.
    shelved = models.BooleanField(default=False, editable=False)
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
        indexes: ClassVar = [GinIndex(name="purposes_by_trigram", fields=["purpose"], opclasses=["gin_trgm_ops"])]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("posts:community", args=[self.slug])

    @property
    def is_archived(self) -> bool:
        return self.stage == self.Stage.ARCHIVED

    @property
    def is_hidden(self) -> bool:
        return self.shelved or self.stage in self.Stage.hidden()

    @classmethod
    def out_of_sight(cls) -> Q:
        return Q(stage__in=cls.Stage.hidden()) | Q(shelved=True)

    @property
    def is_secret(self) -> bool:
        return self.visibility == self.Visibility.SECRET

    @property
    def is_open(self) -> bool:
        return self.visibility == self.Visibility.OPEN
