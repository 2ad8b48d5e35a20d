"""A community as administrators know it: begin one, see where it stands, take its next step, ask another host."""

from dataclasses import replace
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminRadioSelect
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, QuerySet, Subquery
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from communities.actions import (
    announce_closing,
    archive_community,
    change_stage,
    create_community,
    let_grow,
    propose_host,
    reopen_community,
    withdraw_closing,
)
from communities.actions.description import clean_purpose
from communities.admin.doors import AdministratorsOnly
from communities.admin.naming import ColleagueChoice, ColleaguesChoice
from communities.closings import announced
from communities.days import in_days
from communities.gates import AHEAD, gate
from communities.history import said_of
from communities.lifecycle import NEXT
from communities.models import Closing, Community, Membership, Rules, StageChange
from communities.purpose import check
from core.forms import DayField
from core.http import SeeOther
from core.names import clean_name
from core.policies import Conflict
from core.when import day

WITHDRAWN = "withdrawn"  # instead of a stage: the end that was announced


def present_people() -> QuerySet[Person]:
    return Person.objects.all().active().filter(is_bot=False)


class CreationForm(ModelForm):
    """A name, a sentence, a person who is asked to answer for it."""

    animator = ColleagueChoice(
        required=False,
        label=_("Host"),
        help_text=_(
            "Who is asked to answer for this community: about two hours a week for two months. They may say no."
        ),
    )
    coanimators = ColleaguesChoice(
        required=False,
        label=_("Co-hosts"),
        help_text=_("They welcome, invite and moderate too. One is wise from forty members on."),
    )

    class Meta:
        model = Community
        fields = ("name", "purpose", "problem", "visibility")
        help_texts = {
            "name": _("Two or three words. The sentence says the rest."),
            "purpose": _(
                "One sentence: what it is about, and what will be better at work thanks to it. If it could describe "
                "any group, it does not describe this one yet. 60 to 140 characters is a good length."
            ),
            "problem": _("In a line, which problem at work it is about."),
        }
        widgets = {
            "purpose": forms.Textarea(
                attrs={
                    **{"rows": 3, "cols": 80, "data-count": "", "maxlength": 500},
                    **{"hx-post": "/purpose/check/", "hx-trigger": "input changed delay:500ms"},
                    **{"hx-target": "#purpose-verdict", "hx-sync": "this:replace"},
                }
            ),
            "visibility": AdminRadioSelect(attrs={"class": "radiolist"}),
        }

    class Media:
        js = (
            forms.Script("js/behaviours/count.js", type="module"),
            forms.Script("js/behaviours/purpose.js", type="module"),
            forms.Script("vendor/htmx.js", defer=True),
        )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("animator", "coanimators"):
            self.fields[name].queryset = present_people()  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        return clean_name(self.cleaned_data["name"])

    def clean_purpose(self) -> str:
        try:
            return clean_purpose(self.cleaned_data["purpose"])
        except ValidationError as error:
            raise ValidationError(error.messages) from error


@admin.register(Community)
class CommunityAdmin(AdministratorsOnly):
    form = CreationForm
    add_form_template = "admin/communities/community/add.html"
    change_form_template = "admin/communities/community/change.html"
    list_display = ("name", "stage", "visibility", "host", "members", "created")
    list_filter = ("stage", "visibility")
    search_fields = ("name",)
    ordering = ("sort_key",)
    fieldsets = (
        (None, {"fields": ("name", "purpose", "problem")}),
        (_("Who answers for it"), {"fields": ("animator", "coanimators")}),
        (_("Who sees it, once it is launched"), {"fields": ("visibility",)}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.administers(request)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Community]:
        hosts = Membership.objects.present().filter(community=OuterRef("pk"), role=Membership.Role.ANIMATOR)
        name = Subquery(hosts.values("person__display_name")[:1])
        found: QuerySet[Community] = super().get_queryset(request)
        return found.annotate(host_name=name)

    @admin.display(description=_("host"), ordering="host_name")
    def host(self, community: Community) -> str:
        name = getattr(community, "host_name", None)
        if name and community.is_secret:
            return gettext("known to its members")
        return name or gettext("nobody")

    @admin.display(description=_("members"), ordering="member_count")
    def members(self, community: Community) -> int:
        return community.member_count

    @admin.display(description=_("created"), ordering="created_at")
    def created(self, community: Community) -> str:
        return day(community.created_at)

    def get_fieldsets(self, request: HttpRequest, obj: Community | None = None) -> Any:
        if obj is None:
            return self.fieldsets
        shown: tuple[str, ...] = ("name", "host", "members", "created", "visibility", "stage")
        if not obj.is_secret:
            shown = (*shown[:1], "purpose", *shown[1:])
        return ((None, {"fields": shown}),)

    def get_form(self, request: HttpRequest, obj: Community | None = None, change: bool = False, **options: Any) -> Any:
        return super().get_form(request, obj, change, **({} if obj is None else {"form": ModelForm}), **options)

    def get_readonly_fields(self, request: HttpRequest, obj: Community | None = None) -> Any:
        return () if obj is None else ("host", "members", "created")

    def save_model(self, request: HttpRequest, obj: Community, form: Any, change: bool) -> None:
        """The verb creates; the admin's own object becomes what the verb made."""
        fields = {name: form.cleaned_data[name] for name in (*CreationForm.Meta.fields, "animator", "coanimators")}
        obj.__dict__.update(create_community(cast(Person, request.user), **fields).__dict__)
        verdict = check(obj.purpose, name=obj.name)
        if verdict.verdict == "block":
            reasons = " ".join(str(finding.message) for finding in verdict.findings)
            text = gettext("Its sentence is kept, and still too broad for its next step: %(why)s") % {"why": reasons}
            messages.warning(request, text)

    def get_urls(self) -> list[URLPattern]:
        return [
            path("<int:pk>/stage/", self.admin_site.admin_view(self.stage), name="communities_community_stage"),
            path("<int:pk>/host/", self.admin_site.admin_view(self.name_host), name="communities_community_host"),
            path("<int:pk>/grow/", self.admin_site.admin_view(self.grow), name="communities_community_grow"),
            *super().get_urls(),
        ]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        community = self.get_object(request, object_id)
        return super().change_view(request, object_id, form_url, (extra_context or {}) | _next_of(community))

    def stage(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The next stage, its end or what becomes of it: `seen` is the stage that was on the page."""
        community = get_object_or_404(Community, pk=pk)
        seen, stage = request.POST.get("seen", ""), request.POST.get("stage", "")
        community.stage = seen if seen in Community.Stage.values else community.stage
        actor, reason = cast(Person, request.user), request.POST.get("reason", "")

        def change() -> StageChange | Closing:
            if stage == Community.Stage.ARCHIVED:
                return _end(actor, community, request.POST)
            if stage == WITHDRAWN:
                return withdraw_closing(actor, community, reason=reason)
            if community.is_archived:
                return reopen_community(actor, community, reason=reason)
            return change_stage(actor, community, stage, reason=reason)

        if stage == WITHDRAWN:
            told = gettext("Cancelled the announced end.")
        elif stage == Community.Stage.ARCHIVED:
            told = gettext("Ended it, or announced its end.")
        elif community.is_archived:
            told = gettext("Reopened it.")
        else:
            told = gettext("Took the next step of its life.")
        return self._done(request, community, change, told)

    def name_host(self, request: HttpRequest, pk: int) -> HttpResponse:
        community = get_object_or_404(Community, pk=pk)
        actor, form = cast(Person, request.user), HostForm(request.POST or None)
        if not form.is_valid():
            messages.error(request, gettext("Choose somebody who can sign in."))
            return SeeOther(reverse("admin:communities_community_change", args=[pk]))
        asked, told = form.cleaned_data["animator"], gettext("Asked somebody to host it.")
        return self._done(request, community, lambda: propose_host(actor, community, asked), told)

    def grow(self, request: HttpRequest, pk: int) -> HttpResponse:
        community = get_object_or_404(Community, pk=pk)
        actor, reason = cast(Person, request.user), request.POST.get("reason", "")
        told = gettext("Let it grow beyond its size.")
        return self._done(request, community, lambda: let_grow(actor, community, reason=reason), told)

    def _done(self, request: HttpRequest, community: Community, act: Any, told: str) -> HttpResponse:
        """`told`: what the history of the administration keeps."""
        if request.method == "POST":
            try:
                act()
            except (Conflict, ValidationError) as refusal:
                messages.error(request, " ".join(getattr(refusal, "messages", [str(refusal)])))
            else:
                self.log_change(request, community, told)
                messages.success(request, gettext("Done."))
        return SeeOther(reverse("admin:communities_community_change", args=[community.pk]))


def _end(actor: Person, community: Community, sent: QueryDict) -> StageChange | Closing:
    """Announced, unless nobody has come yet or it says why it cannot wait."""
    words = {"reason": sent.get("reason", ""), "ended_as": sent.get("ended_as", "")}
    if community.is_hidden or sent.get("at_once"):
        return archive_community(actor, community, at_once=sent.get("at_once", ""), **words)
    return announce_closing(actor, community, closes_on=DayField(required=False).clean(sent.get("closes_on")), **words)


class HostForm(forms.Form):
    animator = ColleagueChoice(label=_("Host"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["animator"].queryset = present_people()  # type: ignore[attr-defined]


def _next_of(community: Community | None) -> dict[str, Any]:
    """What the page of a community offers beside its facts."""
    if community is None:
        return {}
    form = HostForm()
    stages, following = NEXT[community.stage], AHEAD.get(community.stage)
    criteria = gate(community, following).criteria if following else ()
    if community.is_secret:  # whether each holds, not what it quotes (D1)
        criteria = tuple(replace(one, value="", missing="") for one in criteria)
    changes = community.stage_changes.select_related("by").order_by("-at", "-pk")[:20]
    return {
        "community": community,
        "criteria": criteria,
        "next_stages": [(stage, Community.Stage(stage).label) for stage in stages],
        "endings": Community.Ending.choices,
        "closing": announced(community),
        "closes_first": in_days(community, Rules.current().notice_days).isoformat(),
        "host_form": form,
        "media": form.media,
        "stage_history": [(change, said_of(change)) for change in changes],
    }
