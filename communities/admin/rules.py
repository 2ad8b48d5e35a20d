"""The numbers a community's life goes by, one page of them."""

from typing import Any, cast

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from communities.actions import change_rules
from communities.admin.doors import AdministratorsOnly
from communities.models import Rules
from core.http import SeeOther


@admin.register(Rules)
class RulesAdmin(AdministratorsOnly):
    fieldsets = (
        (_("Launches"), {"fields": ("launches",)}),
        (
            _("Preparation, before seeding"),
            {
                "fields": (
                    "readers",
                    "readers_convinced",
                    "host_hours",
                    "host_weeks",
                    "hosted_at_most",
                    "draft_days",
                )
            },
        ),
        (
            _("Seeding, before the first wave"),
            {
                "fields": (
                    "seeding_days",
                    "seeding_nudge_days",
                    "seed_posts",
                    "seed_questions",
                    "seed_authors",
                    "seed_scheduled",
                    "seed_scheduled_days",
                    "first_wave_least",
                    "first_wave_most",
                    "founders",
                    "closed_ahead_days",
                )
            },
        ),
        (
            _("Waves of invitations"),
            {"fields": ("wave_least", "wave_percent", "wave_gap_days", "second_visit_percent")},
        ),
        (
            _("Pilot, before opening"),
            {
                "fields": (
                    "pilot_days",
                    "pilot_members",
                    "pilot_observed",
                    "pilot_contributors",
                    "contributor_percent",
                    "reply_percent",
                    "questions_least",
                    "clarity_percent",
                    "clarity_answers",
                    "dependence_percent",
                    "pilot_decision_days",
                    "pilot_extension_days",
                )
            },
        ),
        (
            _("Thriving"),
            {
                "fields": (
                    "thriving_days",
                    "thriving_health",
                    "weekly_return_percent",
                    "thriving_dependence_percent",
                )
            },
        ),
        (
            _("Needing help, ending"),
            {
                "fields": (
                    "help_silent_days",
                    "help_questions",
                    "help_question_hours",
                    "help_clarity_percent",
                    "away_days",
                    "vacant_days",
                    "help_days",
                    "notice_days",
                    "reopening_days",
                )
            },
        ),
        (_("Size"), {"fields": ("cohost_at", "recommended_size", "largest_size")}),
    )

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.administers(request)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """There is one set: its page is the list."""
        return SeeOther(reverse("admin:communities_rules_change", args=[1]))

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Rules | None:
        """The defaults until somebody sets others."""
        return Rules.current() if object_id == "1" else None

    def save_model(self, request: HttpRequest, obj: Rules, form: Any, change: bool) -> None:
        change_rules(cast(Person, request.user), **form.cleaned_data)
