"""Changing one's own words: the former ones stay readable, and nobody's are lost (R-RC-03)."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts.models import Person
from core.events import publish
from core.policies import Conflict, require
from posts.actions._locks import locked_post, locked_thread
from posts.actions._versions import former
from posts.actions.attaching import replace_files
from posts.actions.drafting import forget_draft
from posts.events import PostEdited, ReplyEdited
from posts.mentions import called_in, keep_mentions, links
from posts.models import Post, Reply, Revision
from posts.policies import PostPolicy, ReplyPolicy
from posts.texts import rendered
from posts.wording import clean_body, clean_title, require_a_post, require_a_reply


class EditedMeanwhile(Conflict):
    """Another version was saved since this one was opened; `current` is what stands now."""

    def __init__(self, current: Post | Reply) -> None:
        super().__init__(_("This text was changed meanwhile, in another window or on another device."))
        self.current = current


@transaction.atomic
def edit_post(
    author: Person,
    post: Post,
    *,
    version: int,
    body: str = "",
    title: str = "",
    files: Mapping[str, str] | None = None,
) -> Post:
    """`files`: those the post keeps or gains, with their descriptions; None leaves them as they are."""
    post = locked_post(post)
    require(PostPolicy.of(author, post).edit())
    body, title = clean_body(body), clean_title(title)
    stay = bool(files) if files is not None else post.attachments.exists()
    require_a_post(post.kind, title, body, stay)
    changed = (title, body) != (post.title, post.body)
    if changed or files is not None:
        _require_current(post, version)
    if files is not None:
        replace_files(author, files, post=post)
    if changed:
        Revision.objects.create(**former(post))
        people = called_in(body, post.community)
        text = rendered(body, links(people))
        post.title, post.body = title, body
        post.html, post.excerpt_html, post.is_long = text
        _save(post, ["title", "excerpt_html", "is_long"])
        keep_mentions(author, post, people)
        publish(PostEdited(post))
    forget_draft(author, edited=post)
    return post


@transaction.atomic
def edit_reply(
    author: Person, reply: Reply, *, version: int, body: str = "", files: Mapping[str, str] | None = None
) -> Reply:
    reply = locked_thread(reply)
    require(ReplyPolicy.of(author, reply).edit())
    body = clean_body(body)
    stay = bool(files) if files is not None else reply.attachments.exists()
    require_a_reply(body, stay)
    changed = body != reply.body
    if changed or files is not None:
        _require_current(reply, version)
    if files is not None:
        replace_files(author, files, reply=reply)
    if changed:
        Revision.objects.create(**former(reply))
        people = called_in(body, reply.post.community)
        reply.body, reply.html = body, rendered(body, links(people)).html
        _save(reply, [])
        keep_mentions(author, reply.post, people, reply)
        publish(ReplyEdited(reply))
    forget_draft(author, edited=reply)
    return reply


def _require_current(message: Post | Reply, version: int) -> None:
    if message.version != version:
        raise EditedMeanwhile(message)


def _save(message: Post | Reply, fields: list[str]) -> None:
    message.version += 1
    message.edited_at = now()
    message.save(update_fields=["body", "html", "version", "edited_at", *fields])
