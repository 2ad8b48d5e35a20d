"""What others answered in a thread since one opened it: announced while one writes, brought in without leaving."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import BadRequest
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from accounts.models import Person
from core.paging import Cursor
from posts.cards import ReplyCard, Viewer, reply_card
from posts.loading import replies_for
from posts.models import Post, Reply

MOST = 20  # announced; more are read on their own page


def moment_of(text: str) -> datetime | None:
    """When a form's page was rendered; what it says is never worth losing a text for."""
    try:
        cursor = Cursor.read(text)
    except BadRequest:
        return None
    return cursor.moment if cursor else None


def _since(replies: QuerySet[Reply], post: Post, person: Person, since: datetime) -> QuerySet[Reply]:
    later = replies.filter(post=post, deleted_at=None, created_at__gt=since).exclude(author=person)
    return later.order_by("created_at", "id")


@dataclass(frozen=True)
class Arrivals:
    """How many, where the first one is, and since when."""

    post: Post
    since: datetime
    ids: list[int]

    @classmethod
    def of(cls, post: Post, person: Person, since: datetime) -> "Arrivals":
        """One query."""
        found = _since(Reply.objects.all(), post, person, since).values_list("pk", flat=True)
        return cls(post, since, list(found[:MOST]))

    @property
    def count(self) -> int:
        return len(self.ids)

    @property
    def cursor(self) -> str:
        return str(Cursor(self.since, 0))

    @property
    def url(self) -> str:
        return reverse("posts:reply_permalink", args=[self.ids[0]]) if self.ids else ""


@dataclass(frozen=True)
class Brought:
    """New replies at the end of the thread, and those that stand under an older one: after which element."""

    top: list[ReplyCard]
    under: list[tuple[int, list[ReplyCard]]]
    latest: datetime

    @property
    def first(self) -> ReplyCard | None:
        cards = [*self.top, *(card for _follows, cards in self.under for card in cards)]
        return min(cards, key=lambda card: card.reply.created_at, default=None)


def bring(post: Post, viewer: Viewer, since: datetime) -> Brought:
    """One query, whatever their number."""
    branch = Q(pk=OuterRef("parent_id")) | Q(parent_id=OuterRef("parent_id"))
    shown = Q(deleted_at=None) | Q(created_at__lte=since)
    before = Reply.objects.filter(branch & shown, created_at__lt=OuterRef("created_at")).order_by("-created_at", "-id")
    found = _since(replies_for(viewer.person), post, viewer.person, since)
    top: list[ReplyCard] = []
    under: list[tuple[int, list[ReplyCard]]] = []
    cards: dict[int, ReplyCard] = {}
    groups: dict[int, list[ReplyCard]] = {}
    latest = since
    for reply in found.annotate(follows=Subquery(before.values("pk")[:1]))[:MOST]:
        card = cards[reply.pk] = reply_card(reply, viewer, post)
        latest = reply.created_at
        parent, follows = cards.get(reply.parent_id or 0), reply.follows
        if reply.parent_id is None:
            top.append(card)
        elif parent:
            parent.children.append(card)
        elif follows in groups:  # right after another new one
            groups[reply.pk] = groups[follows]
            groups[follows].append(card)
        else:
            groups[reply.pk] = [card]
            under.append((follows, groups[reply.pk]))
    return Brought(top, under, latest)
