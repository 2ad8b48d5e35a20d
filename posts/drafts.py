"""A person's drafts, each with the way back to its place."""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONArray
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.models import Community
from posts.models import Attachment, Draft, Post, Reply


def draft_of(person: Person, **place: Any) -> Subquery:
    """What a person left in a place, as plain data beside what a page loads: kind, title, body, when, files."""
    file = JSONArray("key", "name", "alt", "size", "width")
    files = ArraySubquery(Attachment.objects.filter(draft=OuterRef("pk")).order_by("id").values(data=file))
    fields = JSONArray("kind", "title", "body", "updated_at", files)
    return Subquery(Draft.objects.filter(person=person, **place).values(data=fields)[:1])


def draft_in(person: Person, **place: Any) -> Draft | None:
    """The same as a row, with its files. Two queries."""
    return Draft.objects.at(person, **place).prefetch_related("attachments").first()


@dataclass(frozen=True, slots=True)
class Line:
    """One draft. A place that is no longer visible is not named: only one's own words and files remain."""

    draft: Draft
    what: str
    place: str
    url: str
    files: list[Attachment]


def drafts_of(person: Person) -> list[Line]:
    """The latest first. Five queries."""
    mine = Draft.objects.filter(person=person).prefetch_related("attachments").order_by("-updated_at")
    drafts = list(mine[:100])
    wanted = {pk for draft in drafts for pk in (draft.post_id, draft.edited_post_id) if pk}
    posts = Post.objects.visible_to(person).select_related("author", "community").in_bulk(wanted)
    written = Reply.objects.visible_to(person).select_related("post__community")
    replies = written.in_bulk({draft.edited_reply_id for draft in drafts if draft.edited_reply_id})
    places = Community.objects.visible_to(person).in_bulk(
        {pk for d in drafts for pk in (d.community_id, d.chosen_id) if pk}
    )
    return [_line(draft, posts, replies, places) for draft in drafts]


def _line(draft: Draft, posts: dict[int, Post], replies: dict[int, Reply], places: dict[int, Community]) -> Line:
    what, place, url = (_("A question") if draft.kind == Post.Kind.QUESTION else _("A message")), "", ""
    if draft.edited_post_id or draft.edited_reply_id:
        what = _("A change to what you wrote")
        if message := posts.get(draft.edited_post_id or 0) or replies.get(draft.edited_reply_id or 0):
            post = message if isinstance(message, Post) else message.post
            place = post.title or post.community.name
            name = "posts:edit" if isinstance(message, Post) else "posts:edit_reply"
            url = "" if message.is_deleted else reverse(name, args=[message.pk])
    elif draft.post_id:
        what = _("A reply")
        if answered := posts.get(draft.post_id):
            query = f"?to={draft.parent_id}" if draft.parent_id else ""
            place, url = (
                answered.title or answered.community.name,
                f"{reverse('posts:reply_box', args=[answered.pk])}{query}",
            )
    elif draft.community_id:
        if community := places.get(draft.community_id):
            place, url = community.name, f"{community.get_absolute_url()}#compose"
    else:
        url = reverse("posts:compose")
        if chosen := places.get(draft.chosen_id or 0):
            place = chosen.name
    return Line(draft, what, place, url, list(draft.attachments.all()))
