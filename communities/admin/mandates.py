"""Who was asked to host which community, and what they answered: to read; what may be done goes through the verbs."""

from typing import Any, cast

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from communities.actions import withdraw_mandate
from communities.admin.doors import AdministratorsOnly
from communities.models import Community, Mandate
from core.http import SeeOther
from core.policies import Conflict


class AnswerFilter(admin.SimpleListFilter):
    """What became of the request: the four that a mandate can be in."""

    title = _("answer")
    parameter_name = "answer"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("waiting", _("No answer yet")),
            ("accepted", _("Accepted")),
            ("declined", _("Declined")),
            ("withdrawn", _("Withdrawn")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Mandate]) -> QuerySet[Mandate]:
        wanted = {
            "waiting": Q(answer="", withdrawn_at=None),
            "accepted": Q(answer=Mandate.Answer.ACCEPTED),
            "declined": Q(answer=Mandate.Answer.DECLINED),
            "withdrawn": Q(withdrawn_at__isnull=False),
        }.get(self.value() or "", Q())
        return queryset.filter(wanted)


@admin.register(Mandate)
class MandateAdmin(AdministratorsOnly):
    """Not of secret communities: who hosts those is known to their members (D1)."""

    change_form_template = "admin/communities/mandate/change.html"
    list_display = ("person", "place", "answered", "proposed_at", "hours", "weeks", "substitute", "proposed_by")
    list_display_links = ("person",)
    list_filter = (AnswerFilter, "community__stage", "proposed_at")
    list_select_related = ("person", "community", "substitute", "proposed_by")
    list_per_page = 50
    search_fields = ("person__display_name", "community__name")
    ordering = ("-proposed_at", "-pk")
    fields = (
        "person", "place", "words", "hours", "weeks", "answered", "reason", "substitute", "proposed_by",
        "proposed_at", "answered_at", "withdrawn_at",
    )  # fmt: skip
    readonly_fields = ("place", "answered")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mandate]:
        found: QuerySet[Mandate] = super().get_queryset(request)
        return found.exclude(community__visibility=Community.Visibility.SECRET)

    @admin.display(description=_("community"), ordering="community__sort_key")
    def place(self, mandate: Mandate) -> str:
        url = reverse("admin:communities_community_change", args=[mandate.community_id])
        return format_html('<a href="{}">{}</a>', url, mandate.community.name)

    @admin.display(description=_("answer"), ordering="answer")
    def answered(self, mandate: Mandate) -> str:
        if mandate.withdrawn_at:
            return gettext("Withdrawn")
        return mandate.get_answer_display() if mandate.answer else gettext("No answer yet")

    def get_urls(self) -> list[URLPattern]:
        withdraw = self.admin_site.admin_view(self.withdraw)
        return [path("<int:pk>/withdraw/", withdraw, name="communities_mandate_withdraw"), *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        mandate = self.get_object(request, object_id)
        told: dict[str, Any] = {"mandate": mandate}
        if mandate is not None:
            told["title"] = f"{mandate.person.display_name} · {mandate.community.name}"
            waits = not mandate.answer and mandate.withdrawn_at is None
            told["may_withdraw"] = waits and not mandate.community.is_archived
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **told})

    def withdraw(self, request: HttpRequest, pk: int) -> HttpResponse:
        mandate = get_object_or_404(self.get_queryset(request), pk=pk)
        if request.method == "POST":
            try:
                withdraw_mandate(cast(Person, request.user), mandate)
            except (Conflict, ValidationError) as refusal:
                messages.error(request, " ".join(getattr(refusal, "messages", [str(refusal)])))
            else:
                self.log_change(request, mandate, "withdraw_mandate")
                messages.success(request, gettext("The request is withdrawn."))
        return SeeOther(reverse("admin:communities_mandate_change", args=[pk]))
