"""How many members wrote lately: the filled dots of a community (domain.md A2, without its exclusions)."""

from datetime import timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import JSONObject
from django.utils.timezone import now

from communities.models import Community, Membership

WINDOW = timedelta(days=28)
FACES = 12
_COUNT = """(
    SELECT count(*) FROM communities_membership m
    WHERE m.community_id = communities_community.id AND m.left_at IS NULL AND (
      EXISTS (SELECT 1 FROM posts_post p WHERE p.author_id = m.person_id AND p.created_at > %s
              AND p.community_id = m.community_id AND p.deleted_at IS NULL)
      OR EXISTS (SELECT 1 FROM posts_reply r JOIN posts_post p ON p.id = r.post_id
                 WHERE r.author_id = m.person_id AND r.created_at > %s
                 AND p.community_id = m.community_id AND r.deleted_at IS NULL)))
"""


def with_people(communities: QuerySet[Community]) -> QuerySet[Community]:
    """Each with `contributors` (present members with a post or a reply there in the last 28 days) and some `faces`."""
    faces = Membership.objects.present().filter(community=OuterRef("pk")).order_by("-joined_at")
    face = JSONObject(
        handle="person__handle", display_name="person__display_name", photo="person__photo", title="person__title"
    )
    return communities.annotate(contributors=contributors(), faces=ArraySubquery(faces.values(data=face)[:FACES]))


def contributors() -> RawSQL:
    """The count, for any query that has the communities' table in it."""
    since = now() - WINDOW
    return RawSQL(_COUNT, [since, since])  # noqa: S611 — no value is interpolated
