"""What a person is writing, kept on the server with its files: one draft per place, gone when it is published."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.timezone import now

from accounts.models import Person
from communities.models import Community
from posts.actions.attaching import keep_in_draft, remove_files
from posts.models import Draft, Post, Reply
from posts.wording import BODY_MAX, TITLE_MAX

UNDER_WAY = timedelta(seconds=15)  # a save sent before its own form


@transaction.atomic
def save_draft(
    person: Person,
    *,
    community: Community | None = None,
    post: Post | None = None,
    parent: Reply | None = None,
    edited: Post | Reply | None = None,
    chosen: Community | None = None,
    version: int = 0,
    kind: str = "",
    title: str = "",
    body: str = "",
    files: Mapping[str, str] | None = None,
    idempotency_key: UUID | None = None,
) -> Draft | None:
    """Keep it, or forget it when nothing is left. A save that arrives after its own form was sent changes nothing.

    `chosen`: where it would go, when it was begun from nowhere.
    `files`: keys of those it has, with their descriptions; None leaves them as they are."""
    if idempotency_key and _is_sent(person, idempotency_key):
        return None
    if edited and version < edited.version and edited.edited_at and now() - edited.edited_at < UNDER_WAY:
        return None
    mine = Draft.objects.at(person, **_place(community, post, parent, edited))
    present = dict(edited.attachments.values_list("key", "alt")) if edited else {}
    if _is_empty(mine, edited, present, title, body, files):
        for draft in mine:
            _forget(draft)
        return None
    place: dict[str, Any] = {"person": person, **_place(community, post, parent, edited)}
    written: dict[str, Any] = {"kind": kind, "title": title[:TITLE_MAX], "body": body[:BODY_MAX], "updated_at": now()}
    written["chosen"] = chosen
    if edited:
        written["version"] = version or edited.version
    if edited and files is not None:
        written["kept"] = {key: files[key] for key in present if key in files}
    draft, _created = Draft.objects.update_or_create(
        **place, defaults=written, create_defaults={"kept": present, **written}
    )
    if files is not None:
        keep_in_draft(person, draft, {key: alt for key, alt in files.items() if key not in present})
    return draft


def _place(
    community: Community | None, post: Post | None, parent: Reply | None, edited: Post | Reply | None
) -> dict[str, Any]:
    if edited is None:
        return {"community": community, "post": post, "parent": parent}
    return {"edited_post" if isinstance(edited, Post) else "edited_reply": edited}


def _is_empty(
    mine: Any, edited: Post | Reply | None, present: Mapping[str, str], title: str, body: str,
    files: Mapping[str, str] | None,
) -> bool:  # fmt: skip
    """Nothing is written; or, while editing, nothing is changed."""
    if edited is None:
        has_files = mine.filter(attachments__isnull=False).exists() if files is None else bool(files)
        return not (body.strip() or title.strip() or has_files)
    was = edited.title if isinstance(edited, Post) else ""
    return (title.strip(), body.strip()) == (was, edited.body) and (files is None or files == present)


def _is_sent(person: Person, key: UUID) -> bool:
    sent = (model.objects.filter(author=person, idempotency_key=key).exists() for model in (Post, Reply))
    return any(sent)


@transaction.atomic
def discard_draft(person: Person, draft: Draft) -> None:
    """With its files."""
    for mine in Draft.objects.filter(pk=draft.pk, person=person):
        _forget(mine)


def forget_draft(
    person: Person,
    *,
    community: Community | None = None,
    post: Post | None = None,
    parent: Reply | None = None,
    edited: Post | Reply | None = None,
) -> None:
    """What was just published from this place; a file that was left out goes with it."""
    for draft in Draft.objects.at(person, **_place(community, post, parent, edited)):
        _forget(draft)


def _forget(draft: Draft) -> None:
    remove_files(draft=draft)
    draft.delete()


def sweep_drafts(*, most: int = 500) -> int:
    """Drafts nobody touched for so long go, with their files; how many."""
    limit = now() - timedelta(days=settings.DRAFT_DAYS)
    swept = 0
    for pk in list(Draft.objects.filter(updated_at__lt=limit).values_list("pk", flat=True)[:most]):
        with transaction.atomic():
            rows = Draft.objects.select_for_update(skip_locked=True).filter(pk=pk, updated_at__lt=limit)
            for draft in rows:
                _forget(draft)
                swept += 1
    return swept
