"""The host's page before the first wave, and their calendar ever after: what is missing, prompts, drafts, what is
planned."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Q
from django.http import HttpResponse
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from animation import hours, playbook
from animation.calendar import LONG, SHORT, calendar, first_monday
from animation.cards import board
from animation.models import PlannedPost
from animation.views.finding import hosted_or_403
from communities.gates import gate
from communities.hero import hero
from communities.models import Community
from communities.policies import CommunityPolicy
from communities.steps import wizard
from core.http import Request, page

Stage = Community.Stage
KEPT = timedelta(days=60)  # how long what is published stays listed
MOST = 300
CODES = ("seed_posts", "seed_questions", "seed_authors", "seed_scheduled", "seed_welcome")


@require_safe
def seeding(request: Request, slug: str) -> HttpResponse:
    """The next two weeks, with what the first wave needs while it has not left."""
    community, may = hosted_or_403(request, slug)
    return show(request, community, may)


@require_safe
def month(request: Request, slug: str) -> HttpResponse:
    """Five weeks, from any of them."""
    community, may = hosted_or_403(request, slug)
    return show(request, community, may, weeks=LONG)


def show(
    request: Request, community: Community, may: CommunityPolicy, *, weeks: int = SHORT, refusal: str = "",
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    begin = first_monday(community, request.GET.get("from", "") if weeks == LONG else "")
    shown = min(datetime.combine(begin, time(), tzinfo=UTC) - timedelta(days=1), now() - KEPT)
    rows = PlannedPost.objects.visible_to(request.user).filter(community=community)
    rows = rows.filter(Q(published_at=None) | Q(published_at__gte=shown))
    rows = rows.select_related("author", "prepared_by", "post").order_by("-published_at", "pk")
    rows = rows.annotate(file_count=Count("files"))
    off = hours.days_off(community)
    found = board(rows[:MOST], community, off)
    is_prepared = may.is_prepared()
    checks = [c for c in gate(community, Stage.PILOT).criteria if c.code in CODES] if is_prepared else []
    context: dict[str, Any] = {
        "here": community.slug,
        "community": community,
        "hero": hero(community, may, here="calendar"),
        "may": may,
        "steps": wizard(community, may, here="seeding"),
        "board": found,
        "calendar": calendar(community, found.dated, begin=begin, weeks=weeks, off=off),
        "is_month": weeks == LONG,
        "checks": checks,
        "met": sum(bool(check.met) for check in checks),
        "chapters": [playbook.SEEDS, *playbook.WEEKS] if is_prepared else [*playbook.WEEKS, playbook.SEEDS],
        "refusal": refusal,
    }
    return page(request, "animation/seeding.html", context, status=status)
