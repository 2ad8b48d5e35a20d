"""Who belongs; for its hosts, what one may do about it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from communities import actions
from communities.forms import ReasonForm, RoleForm
from communities.hero import hero
from communities.members import members as members_of
from communities.models import Community, Membership
from communities.policies import CommunityPolicy
from communities.views.finding import community_or_404
from core.http import Request, done, page
from core.paging import Cursor
from core.policies import require


@require_safe
def members(request: Request, slug: str) -> HttpResponse:
    community, may = community_or_404(request, slug)
    require(may.read())
    words = request.GET.get("q", "").strip()[:100]
    found = members_of(community, words=words, after=Cursor.read(request.GET.get("after", "")))
    context = {
        "here": community.slug,
        "hero": hero(community, may, here="members"),
        "may": may,
        "q": words,
        "found": found,
    }
    return page(request, "communities/members.html", context, partial="found")


@require_safe
def member(request: Request, slug: str, handle: str) -> HttpResponse:
    """What a host may do about one member."""
    community, may, membership = _membership_or_404(request, slug, handle)
    return _member(request, community, may, membership)


@require_POST
def role(request: Request, slug: str, handle: str) -> HttpResponse:
    community, may, membership = _membership_or_404(request, slug, handle)
    form = RoleForm(request.POST)
    if not form.is_valid():
        return _member(request, community, may, membership, role_form=form, status=422)
    actions.change_role(request.user, membership, form.cleaned_data["role"])
    messages.success(request, _("The role is changed."))
    return done(request, to=_list(community))


@require_POST
def hand_over(request: Request, slug: str, handle: str) -> HttpResponse:
    community, may, membership = _membership_or_404(request, slug, handle)
    try:
        actions.propose_host(request.user, community, membership.person)
    except ValidationError as error:
        return _member(request, community, may, membership, refusal=error.messages[0], status=422)
    name = {"name": membership.person.display_name}
    messages.success(request, _("%(name)s has been asked. You host the community until they say yes.") % name)
    return done(request, to=_list(community))


@require_POST
def remove(request: Request, slug: str, handle: str) -> HttpResponse:
    community, may, membership = _membership_or_404(request, slug, handle)
    form = _reason(membership, request.POST)
    if not form.is_valid():
        return _member(request, community, may, membership, remove_form=form, status=422)
    actions.remove_member(request.user, membership, reason=form.cleaned_data["reason"])
    name = {"name": membership.person.display_name}
    messages.success(request, _("%(name)s no longer belongs to the community.") % name)
    return done(request, to=_list(community))


def _membership_or_404(request: Request, slug: str, handle: str) -> tuple[Community, CommunityPolicy, Membership]:
    """Only hosts get this far; the person belongs to this community now (R-AZ-06)."""
    community, may = community_or_404(request, slug)
    require(may.animates())
    present = Membership.objects.present().select_related("person", "community")
    return community, may, get_object_or_404(present, community=community, person__handle=handle)


def _reason(membership: Membership, data: Any = None) -> ReasonForm:
    name = membership.person.first_name
    return ReasonForm(data, label=_("Why? %(name)s will read it.") % {"name": name}, prefix=None, auto_id="remove_%s")


def _list(community: Community) -> str:
    return f"/communities/{community.slug}/members/"


def _member(
    request: Request,
    community: Community,
    may: CommunityPolicy,
    membership: Membership,
    *,
    role_form: RoleForm | None = None,
    remove_form: ReasonForm | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    theirs = membership.person_id == request.user.pk
    context = {
        "here": community.slug,
        "community": community,
        "membership": membership,
        "person": membership.person,
        "may_change_role": may.change_roles() and membership.role != Membership.Role.ANIMATOR,
        "may_remove": may.remove(membership.role) and not theirs,
        "may_hand_over": may.owns() and may.propose_host() and not theirs,
        "role_form": role_form or RoleForm(initial={"role": membership.role}),
        "remove_form": remove_form or _reason(membership),
        "refusal": refusal,
    }
    return page(request, "communities/member.html", context, status=status)
