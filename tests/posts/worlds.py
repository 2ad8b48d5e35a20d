"""Posts and replies for tests of what is read, at chosen moments."""

from datetime import timedelta

from django.utils.timezone import now

from core.markdown import render
from posts.contributors import note
from posts.models import Post, Reply


def ago(**delta):
    return now() - timedelta(**delta)


def make_post(community, author, *, at=None, kind="message", title="", body="The seal leaks after 200 h.", **fields):
    at = at or ago(hours=1)
    html = render(body)
    note(community.pk, author.pk, at)
    return Post.objects.create(
        community=community, author=author, kind=kind, title=title, body=body, html=html, excerpt_html=html,
        created_at=at, last_activity_at=at, last_activity_by=author, **fields,
    )  # fmt: skip


def make_reply(post, author, *, at=None, body="Seen too, on two pumps.", **fields):
    at = at or now()
    note(post.community_id, author.pk, at)
    reply = Reply.objects.create(post=post, author=author, body=body, html=render(body), created_at=at, **fields)
    Post.objects.filter(pk=post.pk).update(
        reply_count=post.replies.filter(deleted_at=None).count(), last_activity_at=at, last_activity_by=author
    )
    post.refresh_from_db()
    return reply
