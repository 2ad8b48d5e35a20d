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
from core.events import publish
from core.policies import Conflict, require
from posts.actions._locks import locked_post
from posts.actions.attaching import attach, bind
from posts.actions.drafting import forget_draft
from posts.events import PostPublished, ReplyPosted
from posts.mentions import called_in, keep_mentions, links
from posts.models import Attachment, Follow, Post, Reply
from posts.policies import PostPolicy
from posts.texts import rendered
from posts.wording import clean_body, clean_title, require_a_post, require_a_reply


@transaction.atomic
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
    community = Community.objects.get(pk=community.pk)
    require_alive(community)
    _require_the_right(author, community, seeded_by)
    body, title = clean_body(body), clean_title(title)
    require_a_post(kind, title, body, bool(files or prepared))
    said: dict[str, Any] = {"community_id": community.pk, "kind": kind, "title": title, "body": body}
    if known := _already(Post, author, idempotency_key, said):
        return known
    people = called_in(body, community)
    text, moment = rendered(body, links(people)), now()
    try:
        with transaction.atomic():
            post = Post.objects.create(
                author=author, idempotency_key=idempotency_key, created_at=moment, last_activity_at=moment,
                last_activity_by=author, seeded_by=seeded_by, **text._asdict(), **said,
            )  # fmt: skip
    except IntegrityError:
        return _already(Post, author, idempotency_key, said) or _refuse()
    post.author, post.community = author, community
    attach(author, files or {}, post=post)
    bind(prepared, post=post)
    concerned = [author, seeded_by] if seeded_by else [author]
    Follow.objects.bulk_create([Follow(person=person, post=post) for person in concerned], ignore_conflicts=True)
    if not keeps_draft:
        forget_draft(author, community=community)
    keep_mentions(author, post, people)
    publish(PostPublished(post))
    return post


def _require_the_right(author: Person, community: Community, seeded_by: Person | None) -> None:
    """Members write. What a host prepared, before the pilot, may be signed by who is not a member yet."""
    if seeded_by is not None:
        require(CommunityPolicy.of(seeded_by, community).moderate())
    if seeded_by is None or not community.is_hidden:
        require(CommunityPolicy.of(author, community).post())


@transaction.atomic
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
    post = locked_post(post)
    require(PostPolicy.of(author, post).reply())
    body = clean_body(body)
    require_a_reply(body, bool(files))
    answered = parent
    if parent is not None:
        parent = _top_of(post, parent)
    said: dict[str, Any] = {"post_id": post.pk, "parent_id": parent.pk if parent else None, "body": body}
    if known := _already(Reply, author, idempotency_key, said):
        return known
    people = called_in(body, post.community)
    moment = now()
    try:
        with transaction.atomic():
            reply = Reply.objects.create(
                author=author, idempotency_key=idempotency_key, created_at=moment,
                html=rendered(body, links(people)).html, **said,
            )  # fmt: skip
    except IntegrityError:
        return _already(Reply, author, idempotency_key, said) or _refuse()
    reply.author, reply.post, reply.parent = author, post, parent
    Post.objects.filter(pk=post.pk).update(
        reply_count=F("reply_count") + 1, last_activity_at=moment, last_activity_by=author
    )
    post.refresh_from_db(fields=["reply_count", "last_activity_at", "last_activity_by"])
    attach(author, files or {}, reply=reply)
    Follow.objects.bulk_create([Follow(person=author, post=post)], ignore_conflicts=True)
    forget_draft(author, post=post, parent=answered)
    keep_mentions(author, post, people, reply)
    publish(ReplyPosted(reply))
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
