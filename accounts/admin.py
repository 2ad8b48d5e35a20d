"""People, for administrators: forms that say what they do, through the same functions as the product."""

from collections.abc import Callable
from typing import Any, ClassVar

from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts import lifecycle
from accounts.identity import own_name
from accounts.models import Person
from core.admin import NarrowAdmin
from core.names import clean_line, fold

type Act = Callable[[Person, Person], Any]

_OPEN = Q(is_active=True, suspended_at=None)
_NO_PASSWORD = Q(("password__startswith", UNUSABLE_PASSWORD_PREFIX), is_bot=False)
STATES = {
    "active": (_("Active"), _OPEN & ~_NO_PASSWORD),
    "invited": (_("Has not come yet"), _OPEN & _NO_PASSWORD),
    "suspended": (_("Suspended"), Q(is_active=True, suspended_at__isnull=False)),
    "gone": (_("Deactivated"), Q(is_active=False)),
}


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(key, words) for key, (words, _which) in STATES.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Person]) -> QuerySet[Person]:
        state = STATES.get(self.value() or "")
        return queryset.filter(state[1]) if state else queryset


class PlaceFilter(admin.SimpleListFilter):
    """By a word people have filled in themselves: those who left it empty are no choice."""

    field = ""

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        given = Person.objects.exclude(**{self.field: ""}).values_list(self.field, flat=True)
        return [(words, words) for words in given.order_by(self.field).distinct()[:100]]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Person]) -> QuerySet[Person]:
        return queryset.filter(**{self.field: self.value()}) if self.value() else queryset


class DepartmentFilter(PlaceFilter):
    title = _("department")
    parameter_name = field = "department"


class SiteFilter(PlaceFilter):
    title = _("site")
    parameter_name = field = "location"


class DescribeForm(forms.ModelForm):
    """Only what an administrator decides. The rest (texts, photo, settings) belongs to the person."""

    class Meta:
        model = Person
        fields: ClassVar = ["display_name", "email", "title", "department", "location", "language"]

    def clean_display_name(self) -> str:
        return own_name(self.cleaned_data["display_name"], self.instance if self.instance.pk else None)

    def clean_email(self) -> str:
        return lifecycle.free_address(self.cleaned_data["email"], self.instance if self.instance.pk else None)

    def clean_title(self) -> str:
        return clean_line(self.cleaned_data["title"])

    def clean_department(self) -> str:
        return clean_line(self.cleaned_data["department"])

    def clean_location(self) -> str:
        return clean_line(self.cleaned_data["location"])


class ChangeForm(DescribeForm):
    class Meta(DescribeForm.Meta):
        fields: ClassVar = [*DescribeForm.Meta.fields, "is_staff"]
        help_texts: ClassVar = {
            "email": _("A new address is confirmed by a code at the next sign-in; the former one is told."),
            "is_staff": _("Opens accounts and communities here. Does not read communities they are not a member of."),
        }


@admin.register(Person)
class PersonAdmin(NarrowAdmin):
    list_display = ("display_name", "email", "title", "location", "state", "administrates", "second_step")
    list_filter = (StateFilter, "is_staff", "language", DepartmentFilter, SiteFilter)
    search_fields = ("search_text", "email")
    ordering = ("sort_key", "pk")
    list_per_page = 50
    empty_value_display = ""
    show_full_result_count = False
    actions = ("send_link", "suspend", "lift", "deactivate", "reactivate", "remove_second_step")

    def get_form(self, request: HttpRequest, obj: Person | None = None, change: bool = False, **kwargs: Any) -> Any:
        return super().get_form(request, obj, change, form=ChangeForm if obj else DescribeForm, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Person | None = None) -> Any:
        who = {
            "fields": ("display_name", "email", "language"),
            "description": None
            if obj
            else gettext("A mail with a link goes to this address: the person chooses a password."),
        }
        where = {"fields": ("title", "department", "location")}
        rights = [(gettext("Rights"), {"fields": ("is_staff",)})] if obj else []
        return [(None, who), (gettext("In the company"), where), *rights]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Person]:
        steps = Authenticator.objects.filter(user=OuterRef("pk"), type__in=("totp", "webauthn"))
        people: QuerySet[Person] = super().get_queryset(request)
        return people.annotate(has_second_step=Exists(steps))

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        return super().get_search_results(request, queryset, fold(search_term))

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return super().changelist_view(
            request, {"title": capfirst(self.opts.verbose_name_plural), **(extra_context or {})}
        )

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> Any:
        return super().add_view(request, form_url, {"title": gettext("Open an account"), **(extra_context or {})})

    def save_model(self, request: HttpRequest, obj: Person, form: DescribeForm, change: bool) -> None:
        actor, fields = _actor(request), form.cleaned_data
        if change:
            saved = lifecycle.describe_person(actor, obj, administrator=fields.pop("is_staff"), **fields)
        else:
            saved = lifecycle.invite_person(actor, **fields)
            messages.info(
                request, gettext("A link to choose a password is on its way to %(address)s.") % {"address": saved.email}
            )
        obj.__dict__.update(saved.__dict__)

    def has_delete_permission(self, request: HttpRequest, obj: Person | None = None) -> bool:
        """People leave; what they wrote stays with those it helps."""
        return False

    @admin.display(description=_("state"))
    def state(self, person: Person) -> Any:
        if not person.is_active:
            return STATES["gone"][0]
        if person.is_suspended:
            return STATES["suspended"][0]
        return STATES["active" if person.has_usable_password() or person.is_bot else "invited"][0]

    @admin.display(description=_("administrator"))
    def administrates(self, person: Person) -> str:
        return "✓" if person.is_staff else ""

    @admin.display(description=_("two steps"))
    def second_step(self, person: Any) -> str:
        return "✓" if person.has_second_step else ""

    @admin.action(description=_("Send the link to choose a password again"))
    def send_link(self, request: HttpRequest, people: QuerySet[Person]) -> None:
        self._each(request, people, lifecycle.send_first_password_link)

    @admin.action(description=_("Suspend: they see one page that says so"))
    def suspend(self, request: HttpRequest, people: QuerySet[Person]) -> None:
        self._each(request, people, lifecycle.suspend_person)

    @admin.action(description=_("Lift the suspension"))
    def lift(self, request: HttpRequest, people: QuerySet[Person]) -> None:
        self._each(request, people, lifecycle.lift_suspension)

    @admin.action(description=_("Deactivate: they have left the company"))
    def deactivate(self, request: HttpRequest, people: QuerySet[Person]) -> None:
        self._each(request, people, lifecycle.deactivate_person)

    @admin.action(description=_("Reactivate: they are back, and choose a new password"))
    def reactivate(self, request: HttpRequest, people: QuerySet[Person]) -> None:
        self._each(request, people, lifecycle.reactivate_person)

    @admin.action(description=_("Remove the second step: they have lost telephone and recovery codes"))
    def remove_second_step(self, request: HttpRequest, people: QuerySet[Person]) -> None:
        self._each(request, people, lifecycle.remove_second_step)

    def _each(self, request: HttpRequest, people: QuerySet[Person], act: Act) -> None:
        """The act on each, and what became of it: one refusal does not stop the others."""
        done = 0
        for person in people:
            try:
                act(_actor(request), person)
            except PermissionDenied:
                messages.error(request, gettext("%(name)s: not on your own account.") % {"name": person})
            except ValidationError as refusal:
                messages.error(request, f"{person}{gettext(': ')}{' '.join(refusal.messages)}")
            else:
                done += 1
                self.log_change(request, person, act.__name__)
        if done:
            messages.success(request, gettext("Done for %(number)d of %(all)d.") % {"number": done, "all": len(people)})


def _actor(request: HttpRequest) -> Person:
    assert isinstance(request.user, Person)  # noqa: S101 - the admin site lets nobody else in
    return request.user
