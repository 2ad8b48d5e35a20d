"""What a community needs to have published and planned before its first wave arrives. Two queries, for all of them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from animation.models import PlannedPost
from communities.gates import Criterion, Who, criteria
from communities.models import Community, Rules
from posts.models import Post

# A question, or anything else that asks for an opinion.
ASKING = (Post.Kind.QUESTION, Post.Kind.POLL)


@criteria(Community.Stage.PILOT)
def seeded(communities: Sequence[Community], rules: Rules, at: datetime) -> dict[int, list[Criterion]]:
    written: dict[int, dict[str, Any]] = {
        row["community"]: dict(row)
        for row in Post.objects.present()
        .filter(community__in=communities, author__is_bot=False)
        .values("community")
        .annotate(
            posts=Count("pk"),
            questions=Count("pk", filter=Q(kind__in=ASKING)),
            authors=Count("author", distinct=True),
            pinned=Count("pk", filter=Q(pinned_at__isnull=False)),
        )
        .order_by()
    }
    ahead = PlannedPost.objects.waiting().signed().filter(
        community__in=communities, refusal="", publish_at__gt=at,
        publish_at__lte=at + timedelta(days=rules.seed_scheduled_days),
    )  # fmt: skip
    planned = dict(ahead.values_list("community").annotate(Count("pk")).order_by())
    return {
        community.pk: _criteria(community, rules, written.get(community.pk, {}), planned.get(community.pk, 0))
        for community in communities
    }


def _criteria(community: Community, rules: Rules, written: dict[str, Any], planned: int) -> list[Criterion]:
    url = reverse("animation:seeding", args=[community.slug])
    posts, questions = written.get("posts", 0), written.get("questions", 0)
    authors, pinned = written.get("authors", 0), written.get("pinned", 0)

    def counted(code: str, label: str, have: int, need: int, missing: str) -> Criterion:
        value = _("%(have)d of %(need)d") % {"have": have, "need": need}
        met = have >= need
        sentence = "" if met else missing % {"n": need - have}
        return Criterion(code, label, met, Who.ANIMATOR, value, sentence, url)

    return [
        counted(
            "seed_posts", _("Posts to read on arrival"), posts, rules.seed_posts,
            ngettext("%(n)d post is missing.", "%(n)d posts are missing.", rules.seed_posts - posts),
        ),
        counted(
            "seed_questions", _("Questions among them"), questions, rules.seed_questions,
            ngettext(
                "%(n)d question that calls for an answer is missing.",
                "%(n)d questions that call for an answer are missing.",
                rules.seed_questions - questions,
            ),
        ),
        counted(
            "seed_authors", _("Different authors"), authors, rules.seed_authors,
            ngettext(
                "%(n)d more person has to sign: a co-host, or a founder who agrees.",
                "%(n)d more people have to sign: co-hosts, or founders who agree.",
                rules.seed_authors - authors,
            ),
        ),
        counted(
            "seed_scheduled",
            _("Planned for the next %(n)d days") % {"n": rules.seed_scheduled_days},
            planned, rules.seed_scheduled,
            ngettext("%(n)d post is to be planned.", "%(n)d posts are to be planned.", rules.seed_scheduled - planned),
        ),
        Criterion(
            "seed_welcome", _("A word of welcome, pinned"), pinned > 0, Who.ANIMATOR, "",
            "" if pinned else _("Pin the post that says why this community exists: it is read first."),
            url,
        ),
    ]  # fmt: skip
