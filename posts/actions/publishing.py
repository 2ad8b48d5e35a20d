"""Writing a post, answering one. A retry with the same key finds what the first try wrote (R-RC-01)."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.models import Community
from communities.policies import CommunityPolicy, require_alive
from core.compiled import STAND_IN, Compiled
from core.events import publish
from core.policies import Conflict, require
from posts.actions._locks import locked_post
from posts.actions.attaching import attach, bind
from posts.actions.drafting import forget_draft
from posts.actions.following import follow_from_now
from posts.events import PostPublished, ReplyPosted
from posts.mentions import call, called_in, links
from posts.models import Attachment, Post, Reply
from posts.policies import PostPolicy
from posts.texts import rendered
from posts.wording import clean_body, clean_title, require_a_post, require_a_reply

_community: Compiled[int] = Compiled(
    lambda pk: Community.objects.filter(pk=pk), pretend=lambda _: STAND_IN, key=lambda _: 0
)


def publish_post(
    author: Person,
    community: Community,
    *,
    body: str = "",
    title: str = "",
    kind: str = Post.Kind.MESSAGE,
    files: Mapping[str, str] | None = None,
    prepared: Sequence[Attachment] = (),
    idempotency_key: UUID | None = None,
    seeded_by: Person | None = None,
    keeps_draft: bool = False,
) -> Post:
    """`files`: keys of files the author has uploaded, with their descriptions; `prepared`: files that whoever prepared
    it brought. `seeded_by`: the host who prepared it
    for the author, who has agreed. `keeps_draft`: it does not come from what the author is writing there."""
    body, title = clean_body(body), clean_title(title)
    said: dict[str, Any] = {"community_id": community.pk, "kind": kind, "title": title, "body": body}
    try:
        with transaction.atomic():
            post = _publish(author, community, said, files or {}, prepared, idempotency_key, seeded_by)
            if not keeps_draft:
                forget_draft(author, community=community)
            publish(PostPublished(post))
            return post
    except IntegrityError:  # sent before
        return _already(Post, author, idempotency_key, said) or _refuse()


def _publish(
    author: Person,
    community: Community,
    said: dict[str, Any],
    files: Mapping[str, str],
    prepared: Sequence[Attachment],
    key: UUID | None,
    seeded_by: Person | None,
) -> Post:
    """The row, and what belongs to it."""
    [community] = _community.objects(community.pk, community.pk)
    require_alive(community)
    _require_the_right(author, community, seeded_by)
    require_a_post(said["kind"], said["title"], said["body"], bool(files or prepared))
    people = called_in(said["body"], community)
    text, moment = rendered(said["body"], links(people)), now()
    post = Post.objects.create(
        author=author, idempotency_key=key, created_at=moment, last_activity_at=moment,
        last_activity_by=author, seeded_by=seeded_by, **text._asdict(), **said,
    )  # fmt: skip
    post.author, post.community = author, community
    attach(author, files, post=post)
    bind(prepared, post=post)
    follow_from_now([author, seeded_by] if seeded_by else [author], post)
    call(author, post, people)
    return post


def _require_the_right(author: Person, community: Community, seeded_by: Person | None) -> None:
    """Members write. What a host prepared, before the pilot, may be signed by who is not a member yet."""
    if seeded_by is not None:
        require(CommunityPolicy.of(seeded_by, community).moderate())
    if seeded_by is None or not community.is_hidden:
        require(CommunityPolicy.of(author, community).post())


def reply_to(
    author: Person,
    post: Post,
    *,
    body: str = "",
    parent: Reply | None = None,
    files: Mapping[str, str] | None = None,
    idempotency_key: UUID | None = None,
) -> Reply:
    """`parent` is the reply answered; nested one level only, so the answer to an answer stands beside it."""
    said: dict[str, Any] = {"post_id": post.pk, "body": clean_body(body)}
    try:
        with transaction.atomic():
            reply = _reply(author, post, said, parent, files or {}, idempotency_key)
            forget_draft(author, post=post, parent=parent)
            publish(ReplyPosted(reply))
            return reply
    except IntegrityError:  # sent before
        return _already(Reply, author, idempotency_key, said) or _refuse()


def _reply(
    author: Person,
    post: Post,
    said: dict[str, Any],
    parent: Reply | None,
    files: Mapping[str, str],
    key: UUID | None,
) -> Reply:
    """The row, and what belongs to it; the thread, whose row is ours until the end, moves up."""
    post = locked_post(post)
    require(PostPolicy.of(author, post).reply())
    require_a_reply(said["body"], bool(files))
    if parent is not None:
        parent = _top_of(post, parent)
    said["parent_id"] = parent.pk if parent else None
    people = called_in(said["body"], post.community)
    reply = Reply.objects.create(
        author=author, idempotency_key=key, created_at=now(), html=rendered(said["body"], links(people)).html, **said
    )
    reply.author, reply.post, reply.parent = author, post, parent
    latest = {"last_activity_at": reply.created_at, "last_activity_by": author}
    Post.objects.filter(pk=post.pk).update(reply_count=F("reply_count") + 1, **latest)
    post.reply_count, post.last_activity_at, post.last_activity_by = post.reply_count + 1, reply.created_at, author
    attach(author, files, reply=reply)
    follow_from_now([author], post)
    call(author, post, people, reply)
    return reply


def _top_of(post: Post, parent: Reply) -> Reply:
    """The first-level reply under which an answer to `parent` stands (R-AZ-06)."""
    fresh = Reply.objects.select_related("parent").filter(pk=parent.pk, post=post).first()
    if fresh is None:
        raise ValidationError(_("The reply you answer is not in this discussion."))
    if fresh.is_deleted:
        raise Conflict(_("The reply you answer has been deleted meanwhile."))
    return fresh.parent or fresh


def _already[M: (Post, Reply)](model: type[M], author: Person, key: UUID | None, said: Mapping[str, Any]) -> M | None:
    """What this author wrote under this key; other words under the same key are refused."""
    if key is None:
        return None
    known = model.objects.filter(author=author, idempotency_key=key).first()
    if known is not None and any(getattr(known, name) != value for name, value in said.items()):
        _refuse()
    return known


def _refuse() -> Any:
    raise ValidationError(_("This form has already been sent with another text. Reload the page to write a new one."))
