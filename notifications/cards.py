"""What one person sees of each of their notifications, loaded in two statements whatever their number."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from accounts.anybody import anybody, kind_of
from accounts.models import Person
from communities.models import Community, Membership
from communities.tiles import Art, art
from core.compiled import Compiled
from core.paging import Cursor
from core.typesetting import typeset
from notifications import sentences
from notifications.models import LIFE, Notification
from notifications.sentences import Sentence
from posts.models import Follow, Post
from posts.texts import opening

PAGE = 30
Kind = Notification.Kind
HEARS = {None: "", False: "follows", True: "muted"}


@dataclass(frozen=True, slots=True)
class Card:
    """One row. `face` is who did it last; a change of one's place in a community shows the community's tile."""

    id: int
    is_new: bool
    face: Person | None
    art: Art | None
    hue: int
    sentence: Sentence
    words: str  # why you, or why no longer, as somebody wrote it to them
    community: str  # "" when the sentence names it
    at: datetime
    button: str
    thread: int | None
    hears: str  # "follows" the thread, "muted", or "" for neither
    section: str
    is_main: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Rows of one importance, under their heading."""

    key: str
    heading: str
    cards: list[Card]


@dataclass(frozen=True, slots=True)
class Slice:
    """One page of the list, the cursor of the next ("" at the end)."""

    cards: list[Card]
    next: str


def read(person: Person, before: Cursor | None = None) -> Slice:
    """The latest first. Two statements."""
    rows = list(_before(person, before)) if before else _latest.objects(person, person.pk)
    shown = rows[:PAGE]
    following = str(Cursor(shown[-1].updated_at, shown[-1].pk)) if len(rows) > PAGE else ""
    return Slice(_cards(shown, person), following)


def one(person: Person, pk: int) -> Card | None:
    """One row as the list shows it."""
    return next(iter(_cards(list(_rows(person).filter(pk=pk)), person)), None)


def sections(cards: Iterable[Card]) -> list[Section]:
    """What counts on you first."""
    headings = {"you": _("Counting on you"), "answers": _("You were answered"), "information": _("For information")}
    cards = list(cards)
    made = [Section(key, heading, [card for card in cards if card.section == key]) for key, heading in headings.items()]
    return [section for section in made if section.cards]


def _rows(person: Person) -> QuerySet[Notification]:
    follow = Follow.objects.filter(post=OuterRef("post"), person=person).values("muted")
    stays = Membership.objects.filter(community=OuterRef("community"), person=person).order_by("-joined_at")
    places = ("post__community", "community", "invitation__community")
    of_places = [f"{path}__{name}" for path in places for name in ("name", "hue", "tile")]
    of_posts = [f"post__{name}" for name in ("title", "kind", "author_id", "excerpt_html")]
    return (
        Notification.objects.visible_to(person)
        .select_related(*places, "invitation__person")
        .annotate(muted=Subquery(follow), why_no_longer=Subquery(stays.values("left_words")[:1]))
        .only(
            "kind", "actor_ids", "detail", "updated_at", "read_at", "settled_at", "person_id", "reply_id",
            "invitation__why_you", "invitation__email", "invitation__person__display_name", "invitation__answer_reason",
            "invitation__answer_words", "community__slug", "invitation__community__slug",
            *of_posts, *of_places,
        )
    )  # fmt: skip


def _page(person: Person) -> QuerySet[Notification]:
    return _rows(person).order_by("-updated_at", "-id")[: PAGE + 1]


def _before(person: Person, cursor: Cursor) -> QuerySet[Notification]:
    older = _rows(person).extra(
        where=["(notifications_notification.updated_at, notifications_notification.id) < (%s, %s)"],
        params=[cursor.moment, cursor.pk],
    )
    return older.order_by("-updated_at", "-id")[: PAGE + 1]


_latest = Compiled(_page, pretend=anybody, key=kind_of)


def _cards(rows: Sequence[Notification], person: Person) -> list[Card]:
    named = {pk for row in rows for pk in row.actor_ids[:2]}
    people = Person.objects.only("display_name", "handle", "photo", "is_active").in_bulk(named) if named else {}
    main = next((row.pk for row in rows if row.read_at is None and row.kind in (Kind.MENTION, Kind.INVITATION)), None)
    return [_card(row, person, people, row.pk == main) for row in rows]


def _card(row: Notification, reader: Person, people: dict[int, Person], is_main: bool) -> Card:
    actors = [people[pk] for pk in row.actor_ids[:2] if pk in people]
    community = _community(row)
    face = actors[0] if actors and row.kind != Kind.MEMBERSHIP else None
    return Card(
        id=row.pk,
        is_new=row.read_at is None,
        face=face,
        art=None if face else art(community.tile),
        hue=community.hue,
        sentence=_sentence(row, reader, [actor.first_name for actor in actors], community),
        words=_words(row),
        community=community.name if row.post else "",
        at=row.updated_at,
        button=_button(row),
        thread=row.post_id,
        hears=HEARS[row.muted],  # type: ignore[attr-defined]
        section=_section(row, reader),
        is_main=is_main,
    )


def _community(row: Notification) -> Community:
    if row.post:
        return row.post.community
    return row.invitation.community if row.invitation else cast(Community, row.community)


def _words(row: Notification) -> str:
    if row.kind == Kind.ANSWERED and row.invitation:
        invitation = row.invitation
        return " · ".join(filter(None, [invitation.get_answer_reason_display(), invitation.answer_words]))
    if row.invitation:
        return row.invitation.why_you if row.kind == Kind.INVITATION else ""
    return row.why_no_longer or "" if row.detail == "removed" else ""  # type: ignore[attr-defined]


def _title(post: Post) -> str:
    return typeset(post.title) or opening(post.excerpt_html)


def _sentence(row: Notification, reader: Person, names: list[str], community: Community) -> Sentence:
    n = len(row.actor_ids)
    places = {"who": sentences.who(names, n), "community": sentences.strong(community.name)}
    if row.kind in (Kind.ANSWERED, Kind.ASKED) and row.invitation and not names:
        guest = row.invitation.person.display_name if row.invitation.person else row.invitation.email
        places["who"] = sentences.strong(guest)
    if row.post is None:
        return sentences.fill(_of_a_place(row), **places)
    post = row.post
    match row.kind:
        case Kind.MENTION:
            pattern = sentences.mention(asked=post.is_question and row.reply_id is None and n == 1, n=n)
        case Kind.ACCEPTED:
            pattern = sentences.accepted(n)
        case Kind.REACTION:
            pattern = sentences.reaction(row.detail, n)
        case Kind.POSTED:
            pattern = sentences.posted(question=post.is_question)
        case _:
            own = post.author_id == reader.pk
            pattern = sentences.reply(own=own, question=post.is_question, to_you=bool(row.detail), n=n)
    return sentences.fill(pattern, title=sentences.plain(_title(post)), **places)


def _of_a_place(row: Notification) -> str:
    """What is said of a community, or of an invitation to it."""
    match row.kind:
        case Kind.INVITATION:
            return sentences.invitation()
        case Kind.ANSWERED:
            return sentences.answered(row.detail)
        case Kind.ASKED:
            return sentences.asked(row.detail)
        case Kind.MEMBERSHIP:
            return sentences.place(row.detail)
        case Kind.SIGN | Kind.SIGNED | Kind.UNSENT:
            return sentences.plan(row.kind, row.detail, len(row.actor_ids))
    return sentences.life(row.kind, row.detail)


def _section(row: Notification, reader: Person) -> str:
    counting = (Kind.MENTION, Kind.INVITATION, Kind.ASKED, Kind.SIGN, Kind.UNSENT)
    if row.kind in counting or _waits(row):
        return "you"
    if row.kind in (*LIFE, Kind.READING):
        return "information"
    followed = row.kind == Kind.REPLY and not row.detail and row.post and row.post.author_id != reader.pk
    return "information" if followed or row.kind == Kind.POSTED else "answers"


def _waits(row: Notification) -> bool:
    """Whether a step in the life of a community waits for the reader."""
    if row.settled_at:
        return False
    match row.kind, row.detail:
        case (Kind.MANDATE | Kind.CONTEST, "asked") | (Kind.PROPOSAL, "new" | "back") | (Kind.VACANT, _):
            return True
        case Kind.READING, detail:
            return detail != "answered"
        case Kind.GATE, detail:
            return not detail.startswith("to-")
    return False


def _button(row: Notification) -> str:
    if row.kind == Kind.MENTION:
        return _("Reply")
    if row.kind == Kind.INVITATION:
        return _("See the invitation")
    if row.kind in (Kind.MANDATE, Kind.READING) and _waits(row):
        return _("Answer")
    if row.kind == Kind.ASKED:
        return _("Answer") if row.detail == "question" else _("See")
    return _("See")
