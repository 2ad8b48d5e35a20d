"""What somebody new finds above a community's feed: why they are here, what to read, one first step. It goes with their
first words there, when they close it, or after a week."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.db.models import JSONField
from django.db.models.expressions import RawSQL
from django.urls import reverse

from accounts.models import Person
from communities.models import Community
from posts.texts import opening

SHOWN = timedelta(days=7)  # then comes the question whether they know why they are there
# The three posts that were answered and thanked most.
_BEST = """(SELECT jsonb_agg(jsonb_build_object('id', b.id, 'title', b.title, 'html', left(b.excerpt_html, 600),
                  'author', b.display_name, 'replies', b.reply_count, 'is_open', b.is_open))
                FROM (SELECT q.id, q.title, q.excerpt_html, a.display_name, q.reply_count,
                        q.kind = 'question' AND q.accepted_reply_id IS NULL AS is_open
                      FROM posts_post q JOIN accounts_person a ON a.id = q.author_id
                      WHERE q.community_id = {community} AND q.deleted_at IS NULL AND q.pinned_at IS NULL
                      ORDER BY
                        q.thanks_count + q.useful_count + q.confirm_count + q.bravo_count + q.reply_count DESC,
                        q.created_at DESC LIMIT 3) b)"""
# One row while the welcome stands, inside the page's own statement: the invitation they accepted, the best three posts.
_WELCOME = f"""(
    SELECT jsonb_build_object(
      'why', i.why_you, 'expected', i.expected, 'first_step', i.first_step, 'by', p.display_name,
      'posts', {_BEST.format(community="m.community_id")})
    FROM communities_membership m
    LEFT JOIN LATERAL (SELECT * FROM communities_invitation v WHERE v.community_id = m.community_id
                         AND v.answered_by_id = m.person_id AND v.answer = 'accepted'
                       ORDER BY v.answered_at DESC LIMIT 1) i ON true
    LEFT JOIN accounts_person p ON p.id = i.inviter_id
    WHERE m.community_id = communities_community.id AND m.person_id = %s AND m.left_at IS NULL
      AND m.role = 'member' AND m.welcomed_at IS NULL AND m.joined_at > now() - interval '{SHOWN.days} days'
      AND NOT EXISTS (SELECT 1 FROM posts_contribution k
                      WHERE k.community_id = m.community_id AND k.person_id = m.person_id))
"""  # noqa: S608 — no value is interpolated


@dataclass(frozen=True)
class Seed:
    """A post worth beginning with."""

    url: str
    title: str
    author: str
    replies: int


@dataclass(frozen=True)
class Welcome:
    why: str
    by: str
    expected: str
    first_step: str
    step_url: str
    seeds: list[Seed]
    is_sample: bool = False  # shown to a host: it neither closes nor leads anywhere


def loads(viewer: Person) -> dict[str, Any]:
    return {"welcome": RawSQL(_WELCOME, [viewer.pk], output_field=JSONField())}  # noqa: S611


def welcome_of(community: Community) -> Welcome | None:
    """From what the page has loaded. The first step leads to a question that waits, else to words of one's own."""
    told = community.welcome  # type: ignore[attr-defined]
    return _welcome(community, told) if told else None


def sample_of(community: Community) -> Welcome:
    """What a newcomer without a word of their own would find. One query."""
    posts = RawSQL(_BEST.format(community="communities_community.id"), [], output_field=JSONField())  # noqa: S611
    found = Community.objects.filter(pk=community.pk).annotate(best=posts).values_list("best", flat=True).get()
    return replace(_welcome(community, {"posts": found}), is_sample=True)


def _welcome(community: Community, told: dict[str, Any]) -> Welcome:
    posts = told["posts"] or []
    waiting = next((post for post in posts if post["is_open"]), None)
    compose = f"{reverse('posts:compose')}?community={community.slug}"
    return Welcome(
        why=told.get("why") or community.for_whom,
        by=told.get("by") or "",
        expected=told.get("expected") or community.expected,
        first_step=told.get("first_step") or community.first_step,
        step_url=reverse("posts:reply_box", args=[waiting["id"]]) if waiting else compose,
        seeds=[
            Seed(
                reverse("posts:post", args=[post["id"]]),
                post["title"] or opening(post["html"]),
                post["author"],
                post["replies"],
            )
            for post in posts
        ],
    )
