"""A person's drafts, each with the way back to its place."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Subquery
from django.db.models.functions import JSONArray
from django.urls import reverse

from accounts.models import Person
from communities.models import Community
from posts.models import Draft, Post


def draft_of(person: Person, **place: Any) -> Subquery:
    """What a person left in a place, as plain data beside what a page loads: kind, title, body, when."""
    fields = JSONArray("kind", "title", "body", "updated_at")
    return Subquery(Draft.objects.filter(person=person, **place).values(data=fields)[:1])


@dataclass(frozen=True, slots=True)
class Line:
    """One draft. A place that is no longer visible is not named: only one's own words remain."""

    draft: Draft
    place: str
    url: str


def drafts_of(person: Person) -> list[Line]:
    """The latest first. Three queries."""
    drafts = list(Draft.objects.filter(person=person).order_by("-updated_at")[:100])
    posts = Post.objects.visible_to(person).select_related("author", "community")
    threads = {post.pk: post for post in posts.filter(pk__in={d.post_id for d in drafts if d.post_id})}
    wanted = {d.community_id for d in drafts if d.community_id}
    places = {c.pk: c for c in Community.objects.visible_to(person).filter(pk__in=wanted)}
    return [_line(draft, threads.get(draft.post_id or 0), places.get(draft.community_id or 0)) for draft in drafts]


def _line(draft: Draft, post: Post | None, community: Community | None) -> Line:
    if post:
        query = f"?to={draft.parent_id}" if draft.parent_id else ""
        return Line(draft, post.title or post.community.name, f"{reverse('posts:reply_box', args=[post.pk])}{query}")
    if community:
        return Line(draft, community.name, f"{community.get_absolute_url()}#compose")
    return Line(draft, "", "" if draft.post_id or draft.community_id else reverse("posts:compose"))
