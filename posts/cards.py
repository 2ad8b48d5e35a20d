"""What one viewer sees of each post and reply, ready for a template: data, words, addresses, rights. No query."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from accounts.models import Person
from core.animations import BY_ITSELF
from core.when import Reading, iso
from posts import reactions
from posts.boxes import ReplyBox
from posts.chips import Chip, chip
from posts.labels import Labels, labels, labels_in, replies
from posts.models import Post, Reply
from posts.newness import is_new, may_keep
from posts.reactions import Reactions
from posts.reply_rows import ThreadReply
from posts.rows import Face, FeedPost
from posts.shell import Place
from posts.texts import glimpse

FIRST_WORDS = 100  # of the reply one answers


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks, and what they are in the community of what they look at ("" for somebody passing by)."""

    person: Person
    role: str
    writes: bool
    reading: Reading = field(default_factory=Reading)

    @property
    def animates(self) -> bool:
        return self.role in ("animator", "coanimator")

    @classmethod
    def at(cls, person: Person, place: Place | None, reading: Reading | None = None) -> "Viewer":
        """`reading` for who looks at many things at once."""
        reading = reading or Reading()
        return cls(person, place.role, place.stage != "archived", reading) if place else cls(person, "", False, reading)


@dataclass(frozen=True, slots=True)
class File:
    """An attachment: a picture shown with its size, anything else offered for download."""

    url: str
    name: str
    alt: str
    size: int
    width: int
    height: int
    plays: int = 0

    @property
    def is_image(self) -> bool:
        return self.width > 0

    @property
    def plays_by_itself(self) -> bool:
        return 0 < self.plays <= BY_ITSELF


@dataclass(frozen=True, slots=True)
class Glimpse:
    """A reply in a feed: who, when, its first words."""

    pk: int
    author: Face
    iso: str
    when: str
    text: str

    @classmethod
    def of(cls, row: list[Any], reading: Reading) -> "Glimpse":
        pk, html, moment, *face = row
        return cls(pk, Face(*face), moment, reading.ago(datetime.fromisoformat(moment)), glimpse(html))


@dataclass(frozen=True, slots=True)
class Answered:
    """The reply that one answers, on another page of the thread: whose, where, its first words."""

    name: str
    url: str
    text: str


@dataclass(slots=True)
class ReplyCard:
    reply: Reply | ThreadReply
    id: str
    author: Person | Face
    when: str
    moment: str
    iso: str
    files: list[File]
    reactions: Reactions
    is_accepted: bool = False
    is_new: bool = False
    first_new: bool = False  # the line "new since" stands above it
    is_landing: bool = False  # where one who comes for what is new lands
    may_reply: bool = False
    may_edit: bool = False
    may_delete: bool = False
    may_accept: bool = False
    prepared_with: str = ""
    say: Labels = field(default_factory=labels)
    answers: Answered | None = None  # its parent, when it is shown away from it
    children: list["ReplyCard"] = field(default_factory=list)

    @property
    def actions(self) -> str:
        """What its menu is called."""
        return self.say.actions % {"name": self.author.first_name}


@dataclass(slots=True)
class PostCard:
    post: Post | FeedPost
    id: str
    url: str
    author: Person | Face
    place: Place | None  # the band above a post shown outside its community
    chip: Chip | None
    when: str
    iso: str
    reply_count: str
    files: list[File]
    reactions: Reactions
    reason: str = ""  # why it is up: who answered, when
    accepted_by: str = ""  # "Answer accepted by Bastien"
    prepared_with: str = ""  # the host who wrote it for its author
    say: Labels = field(default_factory=labels)
    is_new: bool = False
    opens: str = ""  # its address, at what is new in it
    mark: str = ""  # by hand: a "post" is read, or one may "keep" it as unread
    glanced: bool = False  # passing over it reads it
    line_before: bool = False  # the line "you were here" stands above it
    called: list[Any] | None = None  # the name of who called me by name last, and their reply's id
    answer: Glimpse | ReplyCard | None = None  # its first words in a feed, the whole in its thread
    replies: list[Glimpse] = field(default_factory=list)
    may_reply: bool = False
    may_edit: bool = False
    may_delete: bool = False
    may_pin: bool = False
    may_accept: bool = False

    @property
    def glimpse(self) -> str:
        """Its first words, for a post kept at the top."""
        return glimpse(getattr(self.post, "excerpt_html", ""))

    @property
    def reply_to(self) -> str:
        return self.say.reply_to % {"name": self.author.first_name}

    @property
    def opens_reply(self) -> bool:
        """The reply field waits open where an answer is expected: an unanswered question, a call by name, a draft."""
        return self.may_reply and (
            self.called is not None
            or (self.post.is_open_question and not self.post.reply_count)
            or bool(getattr(self.post, "draft", None))
        )

    @property
    def box(self) -> ReplyBox:
        """Its reply field, with what one was writing there."""
        return ReplyBox.to(self.post).restored(getattr(self.post, "draft", None))


def files(rows: Iterable[list[Any]]) -> list[File]:
    """From (key, name, alt, size, width, height, plays)."""
    return [File(f"/files/{key}/", *rest) for key, *rest in rows]


def reply_card(reply: Reply | ThreadReply, viewer: Viewer, post: Post) -> ReplyCard:
    """`reply` loaded by posts.reply_rows, or with its author."""
    element = f"reply-{reply.pk}"
    alive = viewer.writes and not reply.is_deleted
    own = reply.author_id == viewer.person.pk
    return ReplyCard(
        reply=reply,
        id=element,
        author=reply.author,
        when=viewer.reading.told(reply.created_at),
        moment=viewer.reading.moment(reply.created_at),
        iso=iso(reply.created_at),
        say=labels_in(viewer.reading.language),
        prepared_with=prepared_with(reply),
        files=[] if reply.is_deleted else files(getattr(reply, "files", [])),
        reactions=reactions.of(
            reply,
            getattr(reply, "mine", []),
            element=element,
            url=f"/replies/{reply.pk}/reactions/",
            may_react=alive,
            language=viewer.reading.language,
        ),
        is_accepted=post.accepted_reply_id == reply.pk,
        may_reply=alive,
        may_edit=alive and own,
        may_delete=alive and (own or viewer.animates),
        may_accept=alive and post.is_question and (viewer.animates or post.author_id == viewer.person.pk),
    )


def answered(parent: list[Any]) -> Answered:
    """Of a row's `parent` (posts.reply_rows)."""
    pk, name, html = parent
    return Answered(name, f"/replies/{pk}/", glimpse(html, FIRST_WORDS) if html else "")


def post_card(post: Post | FeedPost, viewer: Viewer, place: Place | None = None) -> PostCard:
    """`post` loaded by posts.loading or posts.rows; `place` draws the band: left out inside the community itself."""
    attached = [] if post.is_deleted else files(getattr(post, "files", []))
    own, alive = post.author_id == viewer.person.pk, viewer.writes and not post.is_deleted
    return PostCard(
        post=post,
        id=f"post-{post.pk}",
        url=f"/posts/{post.pk}/",
        author=post.author,
        place=place,
        chip=None if post.is_deleted else chip(post, any(file.is_image for file in attached), viewer.reading.language),
        when=viewer.reading.ago(post.created_at),
        iso=iso(post.created_at),
        reply_count=replies(post.reply_count, viewer.reading.language),
        say=labels_in(viewer.reading.language),
        prepared_with=prepared_with(post),
        files=attached,
        reactions=reactions.of(
            post,
            getattr(post, "mine", []),
            element=f"post-{post.pk}",
            url=f"/posts/{post.pk}/reactions/",
            may_react=alive,
            language=viewer.reading.language,
        ),
        may_reply=alive,
        may_edit=alive and own,
        may_delete=alive and (own or viewer.animates),
        may_pin=alive and viewer.animates,
        may_accept=alive and post.is_question and (own or viewer.animates),
    )


def feed_card(post: FeedPost, viewer: Viewer, place: Place | None, *, banded: bool) -> PostCard:
    """A card of a feed: what is new shows its last replies, what is settled its answer."""
    card = post_card(post, viewer, place if banded else None)
    card.is_new = place is not None and is_new(post, viewer.person, place.read_before, viewer.reading.now)
    card.opens = f"{card.url}?at=new#new" if card.is_new and post.reply_count else card.url
    card.glanced = card.is_new and not post.kept
    card.mark = "post" if card.is_new else "keep" if place and may_keep(post, viewer.person, viewer.reading.now) else ""
    card.called = post.called if card.is_new else None
    card.reason = reason(post, viewer.reading)
    answer, last = post.answer, post.last[: 2 if card.is_new else 1]
    if answer:
        card.answer, card.accepted_by = Glimpse.of(answer, viewer.reading), accepted_by(post.accepted_name)
        last = [row for row in last[:1] if row[0] != answer[0]] if card.is_new else []
    card.replies = [Glimpse.of(row, viewer.reading) for row in reversed(last)]
    return card


def prepared_with(message: Post | FeedPost | Reply | ThreadReply) -> str:
    """Said of what a host prepared and somebody else signs."""
    if isinstance(message, FeedPost | ThreadReply):
        name = message.seeded_name
    else:
        host = message.seeded_by
        name = host.display_name if host and host.pk != message.author_id else None
    return labels().prepared_with % {"name": name} if name else ""


def accepted_by(name: str | None) -> str:
    return labels().accepted_by % {"name": name.split(" ")[0]} if name else ""


def reason(post: FeedPost, reading: Reading) -> str:
    """Like "Nadia answered 5 min ago": the dates of the post itself are never touched."""
    if not post.reply_count or post.last_activity_at - post.created_at < timedelta(seconds=1):
        return ""
    return labels().answered % {
        "name": post.last_activity_name.split(" ")[0],
        "when": reading.ago_in_sentence(post.last_activity_at),
    }
