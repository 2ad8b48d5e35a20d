"""Sentences that somebody holds to be precise, whatever the check says: an administrator decides, once."""

from typing import Any, cast

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext

from accounts.models import Person
from communities.actions import decide_contest
from communities.admin.doors import AdministratorsOnly
from communities.models import PurposeContest
from core.http import SeeOther
from core.policies import Conflict


@admin.register(PurposeContest)
class PurposeContestAdmin(AdministratorsOnly):
    """Who contests shows the sentence to administrators, of a secret community too; nothing else of it is here (D1)."""

    change_form_template = "admin/communities/purposecontest/change.html"
    list_display = ("purpose", "by", "at", "decision")
    list_filter = ("decision",)
    ordering = ("decision", "-at")
    fields = ("purpose", "codes", "reason", "by", "at", "decision", "decided_by", "decided_at", "words")

    def get_urls(self) -> list[URLPattern]:
        decide = self.admin_site.admin_view(self.decide)
        return [path("<int:pk>/decide/", decide, name="communities_purposecontest_decide"), *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        contest = self.get_object(request, object_id)
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), "contest": contest})

    def decide(self, request: HttpRequest, pk: int) -> HttpResponse:
        contest = get_object_or_404(PurposeContest, pk=pk)
        if request.method == "POST":
            actor, words = cast(Person, request.user), request.POST.get("words", "")
            try:
                decide_contest(actor, contest, accepted=request.POST.get("accepted") == "yes", words=words)
            except (Conflict, ValidationError) as refusal:
                messages.error(request, " ".join(getattr(refusal, "messages", [str(refusal)])))
            else:
                self.log_change(request, contest, "decide_contest")
                messages.success(request, gettext("Done."))
        return SeeOther(reverse("admin:communities_purposecontest_change", args=[pk]))
