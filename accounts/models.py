"""Who people are. An administrator is a person with `is_staff`; roles inside a community live there."""

import re
import uuid
from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

from core.names import fold, skeleton, sort_key


def usual_language() -> str:
    """The company's, for those who have not chosen: a function, so that the setting is not written into migrations."""
    return str(settings.LANGUAGE_CODE)


def usual_time_zone() -> str:
    return str(settings.TIME_ZONE)


def new_uid() -> str:
    """A stable, unguessable name for exports."""
    return uuid.uuid4().hex


class PersonQuerySet(models.QuerySet["Person"]):
    def active(self) -> Self:
        return self.filter(is_active=True, suspended_at=None)

    def listed(self) -> Self:
        """Who the directory shows: present people, not machines."""
        return self.active().filter(is_bot=False)

    def matching(self, words: str) -> Self:
        """People whose name, job, department, site or help contain every word, accents aside."""
        found = self
        for word in fold(words).split()[:6]:
            found = found.filter(search_text__contains=word)
        return found

    def nearest(self, words: str) -> Self:
        """Those of `matching`, each with its `rank`: 0 when a word of the name or of the handle begins so, 1 when it is
        anywhere in them, 2 when it is somewhere else."""
        begins, holds = models.Q(), models.Q()
        asked = fold(words).split()[:6]
        for word in asked:
            start = rf"\m{re.escape(word)}"
            begins &= models.Q(sort_key__regex=start) | models.Q(handle__regex=start)
            holds &= models.Q(sort_key__contains=word) | models.Q(handle__contains=word)
        ranks = [models.When(begins, then=0), models.When(holds, then=1)] if asked else []
        return self.matching(words).annotate(
            rank=models.Case(*ranks, default=2 if asked else 0, output_field=models.SmallIntegerField())
        )

    def by_nearness(self, *then: str) -> Self:
        return self.order_by("rank", *then, "sort_key", "pk")

    def resembling(self, name: str) -> Self:
        """People who can sign in and whose name could be taken for this one (R-UN-01)."""
        return self.filter(is_active=True, skeleton=skeleton(name)[:160])

    def by_name(self) -> Self:
        return self.order_by("sort_key", "pk")


class PersonManager(BaseUserManager["Person"]):
    """Django and allauth create accounts through here; the product through accounts.actions."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class Person(AbstractBaseUser, PermissionsMixin):
    class Theme(models.TextChoices):
        SYSTEM = "system", _("As my device")
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")

    class FeedOrder(models.TextChoices):
        ACTIVITY = "activity", _("Latest activity")
        NEWEST = "newest", _("Newest posts")

    class Reading(models.TextChoices):
        AUTOMATIC = "automatic", _("When I have seen it")
        OPENED = "opened", _("When I have opened it")
        MANUAL = "manual", _("Only when I say so")

    uid = models.CharField(max_length=100, unique=True, default=new_uid, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    handle = models.SlugField(_("handle"), max_length=50, unique=True)
    display_name = models.CharField(_("name"), max_length=80)
    title = models.CharField(_("job"), max_length=100, blank=True)
    department = models.CharField(_("department"), max_length=100, blank=True)
    location = models.CharField(_("site"), max_length=100, blank=True)
    bio = models.TextField(_("what I can help with"), max_length=2000, blank=True)
    photo = models.CharField(max_length=100, blank=True, editable=False)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default=usual_language)
    timezone = models.CharField(_("time zone"), max_length=50, default=usual_time_zone)
    theme = models.CharField(_("theme"), max_length=6, choices=Theme, default=Theme.SYSTEM)
    feed_order = models.CharField(_("order of the feed"), max_length=8, choices=FeedOrder, default=FeedOrder.ACTIVITY)
    reading = models.CharField(_("a post counts as read"), max_length=9, choices=Reading, default=Reading.AUTOMATIC)
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_staff = models.BooleanField(_("administrator"), default=False)
    is_bot = models.BooleanField(_("machine account"), default=False)
    suspended_at = models.DateTimeField(_("suspended since"), null=True, blank=True)
    created_at = models.DateTimeField(default=now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    # Derived in save(): what sorting, look-alikes and the directory's filter compare.
    sort_key = models.CharField(max_length=160, editable=False)
    skeleton = models.CharField(max_length=160, editable=False)
    search_text = models.TextField(editable=False, default="")

    objects = PersonManager.from_queryset(PersonQuerySet)()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["handle", "display_name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="person_email_unique_ignoring_case"),
            models.CheckConstraint(
                name="person_has_a_name",
                condition=~models.Q(display_name=""),
                violation_error_message=_("Write a name that others can read."),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["sort_key", "id"], name="person_by_name"),
            models.Index(fields=["skeleton"], name="person_by_skeleton"),
        ]

    def __str__(self) -> str:
        return self.display_name

    def derive(self) -> None:
        """What follows from the name and the job; bulk writers call it, `save()` does by itself."""
        self.sort_key = sort_key(self.display_name)
        self.skeleton = skeleton(self.display_name)[:160]
        shown = [self.display_name, self.handle, self.title, self.department, self.location, self.bio]
        self.search_text = fold(" ".join(shown))

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "sort_key", "skeleton", "search_text"}
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("accounts:person", args=[self.handle])

    def get_full_name(self) -> str:
        return self.display_name

    def get_short_name(self) -> str:
        return self.first_name

    @property
    def first_name(self) -> str:
        return self.display_name.split(" ")[0]

    @property
    def help_line(self) -> str:
        """The first line of what one can help with."""
        return self.bio.split("\n")[0]

    @property
    def initials(self) -> str:
        words = self.display_name.split()
        return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper()

    @property
    def photo_url(self) -> str:
        """Where the portrait is served from, "" without one; changes with the photo, so it can be kept for ever.
        Who has left leaves initials behind, no face."""
        return f"/people/{self.handle}/photo/{self.photo}" if self.photo and self.is_active else ""

    @property
    def is_suspended(self) -> bool:
        return self.suspended_at is not None

    @property
    def can_sign_in(self) -> bool:
        """What `active()` asks of many."""
        return self.is_active and not self.is_suspended


class FormerHandle(models.Model):
    """A handle somebody had: mentions and links written then still lead to them, and nobody else may take it."""

    handle = models.SlugField(max_length=50, unique=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="former_handles")

    def __str__(self) -> str:
        return self.handle


class AdministratorLink(models.Model):
    """The one-time link that makes its first visitor administrator of a new network; only its hash is kept."""

    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    used_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d}"
