"""Taking words back: the author their own, a host anybody's with a reason. The thread keeps its shape.

Text, title, files and mentions leave the row at once. The words stay thirty days as a last revision that no page shows,
for whoever has to settle a dispute; then `purge_deleted` removes every version (R-PR-03)."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils.timezone import now

from accounts.models import Person
from core.events import publish
from core.policies import require
from posts.actions._locks import locked_post, locked_thread
from posts.actions._versions import former
from posts.actions.attaching import remove_files
from posts.events import PostDeleted, ReplyDeleted
from posts.models import Mention, Post, Reply, Revision
from posts.policies import PostPolicy, ReplyPolicy
from posts.wording import clean_reason

KEPT = timedelta(days=30)


@transaction.atomic
def delete_post(actor: Person, post: Post, *, reason: str = "") -> Post:
    post = locked_post(post)
    policy = PostPolicy.of(actor, post)
    require(policy.delete())
    _mark(post, actor, "" if policy.is_author() else clean_reason(reason))
    post.title = post.excerpt_html = ""
    post.pinned_at = post.pinned_by = None
    post.save(update_fields=["title", "excerpt_html", "pinned_at", "pinned_by"])
    Mention.objects.filter(post=post, reply=None).delete()
    remove_files(post=post)
    publish(PostDeleted(post, by=actor))
    return post


@transaction.atomic
def delete_reply(actor: Person, reply: Reply, *, reason: str = "") -> Reply:
    reply = locked_thread(reply)
    policy = ReplyPolicy.of(actor, reply)
    require(policy.delete())
    _mark(reply, actor, "" if policy.is_author() else clean_reason(reason))
    Mention.objects.filter(reply=reply).delete()
    remove_files(reply=reply)
    _settle(reply.post, reply)
    publish(ReplyDeleted(reply, by=actor))
    return reply


def _mark(message: Post | Reply, actor: Person, reason: str) -> None:
    Revision.objects.create(**former(message))
    message.deleted_at, message.deleted_by, message.deleted_reason = now(), actor, reason
    message.body = message.html = ""
    message.save(update_fields=["deleted_at", "deleted_by", "deleted_reason", "body", "html"])


def _settle(post: Post, gone: Reply) -> None:
    """The post's counters and latest activity, without a reply."""
    last = post.replies.present().order_by("-created_at", "-id").first()
    changes: dict[str, object] = {
        "reply_count": F("reply_count") - 1,
        "last_activity_at": last.created_at if last else post.created_at,
        "last_activity_by": last.author_id if last else post.author_id,
    }
    if post.accepted_reply_id == gone.pk:
        changes |= {"accepted_reply": None, "accepted_at": None, "accepted_by": None}
    Post.objects.filter(pk=post.pk).update(**changes)
    post.refresh_from_db(fields=[*changes])


@transaction.atomic
def purge_deleted() -> int:
    """Remove every version of what was deleted more than thirty days ago; how many."""
    before = now() - KEPT
    gone = Revision.objects.filter(Q(post__deleted_at__lt=before) | Q(reply__deleted_at__lt=before))
    return gone.delete()[0]
