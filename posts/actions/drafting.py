"""What a person is writing, kept on the server: one draft per place, gone when it is published."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import now

from accounts.models import Person
from communities.models import Community
from posts.models import Draft, Post, Reply
from posts.wording import BODY_MAX, TITLE_MAX


@transaction.atomic
def save_draft(
    person: Person,
    *,
    community: Community | None = None,
    post: Post | None = None,
    parent: Reply | None = None,
    kind: str = "",
    title: str = "",
    body: str = "",
    idempotency_key: UUID | None = None,
) -> Draft | None:
    """Keep it, or forget it when nothing is left. A save that arrives after its own form was sent changes nothing."""
    place: dict[str, Any] = {"person": person, "community": community, "post": post, "parent": parent}
    if idempotency_key and _is_sent(person, idempotency_key):
        return None
    if not body.strip() and not title.strip():
        Draft.objects.filter(**place).delete()
        return None
    draft, _created = Draft.objects.update_or_create(
        **place,
        defaults={"kind": kind, "title": title[:TITLE_MAX], "body": body[:BODY_MAX], "updated_at": now()},
    )
    return draft


def _is_sent(person: Person, key: UUID) -> bool:
    sent = (model.objects.filter(author=person, idempotency_key=key).exists() for model in (Post, Reply))
    return any(sent)


@transaction.atomic
def discard_draft(person: Person, draft: Draft) -> None:
    Draft.objects.filter(pk=draft.pk, person=person).delete()


def forget_draft(
    person: Person, *, community: Community | None = None, post: Post | None = None, parent: Reply | None = None
) -> None:
    """What was just published from this place."""
    Draft.objects.filter(person=person, community=community, post=post, parent=parent).delete()
