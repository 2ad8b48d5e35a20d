"""Keeping an eye on a thread, keeping a post at the top."""

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.models import Community
from core.policies import require
from posts.actions._locks import locked_post
from posts.models import Follow, Post
from posts.policies import PostPolicy

PINS = 3  # what a community page shows
_FOLLOW = """
    INSERT INTO posts_follow (person_id, post_id, muted) SELECT unnest(%s::bigint[]), %s::bigint, false
    ON CONFLICT DO NOTHING
"""


def follow_from_now(people: list[Person], post: Post) -> None:
    """Whoever writes there hears what comes after, unless they silenced the thread. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(_FOLLOW, [[person.pk for person in people], post.pk])


@transaction.atomic
def toggle_follow(person: Person, post: Post) -> bool:
    """Follow, or silence: somebody who wrote in a thread may stop hearing of it. Whether it is followed now."""
    post = locked_post(post)
    require(PostPolicy.of(person, post).follow())
    follow = Follow.objects.filter(person=person, post=post).first()
    if follow is None:
        Follow.objects.create(person=person, post=post)
        return True
    follow.muted = not follow.muted
    follow.save(update_fields=["muted"])
    return not follow.muted


@transaction.atomic
def toggle_pin(actor: Person, post: Post) -> bool:
    """Whether the post is at the top now. The community is locked too: two hosts at once count the same pins."""
    Community.objects.select_for_update(no_key=True).get(pk=post.community_id)
    post = locked_post(post)
    require(PostPolicy.of(actor, post).pin())
    if post.pinned_at:
        post.pinned_at = post.pinned_by = None
    else:
        if Post.objects.present().in_community(post.community).filter(pinned_at__isnull=False).count() >= PINS:
            raise ValidationError(_("Three posts are pinned already: unpin one first."))
        post.pinned_at, post.pinned_by = now(), actor
    post.save(update_fields=["pinned_at", "pinned_by"])
    return post.pinned_at is not None
