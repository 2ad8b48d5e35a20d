"""What a file may name: what the network already holds, and what its own earlier lines brought.

People and communities are few and kept whole; posts and replies are asked for batch by batch."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from allauth.account.models import EmailAddress
from django.db import connection
from django.db.models import Model, Q

from accounts.models import FormerHandle, Person
from communities.models import Community, FormerRole, Membership
from core.markdown import People
from posts.models import Post, Reaction, Reply
from rsenet.network.lines import Line
from rsenet.network.values import shown


class KnownPost(NamedTuple):
    pk: int
    community: int
    author: int
    accepted: int | None


class KnownReply(NamedTuple):
    pk: int
    post: int
    top: int  # itself, or the reply it is under


@dataclass
class KnownCommunity:
    """A community and every stay in it, as far as the lines have told."""

    pk: int
    is_public: bool  # everybody may read it, and so be called there
    created_at: datetime
    host: Person | None = None  # for a new one: who its line says animates it
    animator: int | None = None  # who animates it at present
    stays: dict[int, set[datetime]] = field(default_factory=lambda: defaultdict(set))
    present: set[int] = field(default_factory=set)
    hosted: set[int] = field(default_factory=set)  # who animates or animated it
    arrived: set[int] = field(default_factory=set)  # whose present stay comes from this file
    # Stays of this file that ended without a reason, by person and end: the next line may go on in another role.
    open_ended: dict[tuple[int, datetime], Membership] = field(default_factory=dict)
    host_until: datetime | None = None  # when its last animator stopped
    callable: People = field(default_factory=dict)  # who may be called by @handle, when not everybody

    def belong(self, person: Person, role: str, joined_at: datetime, left_at: datetime | None) -> None:
        self.stays[person.pk].add(joined_at)
        if role == Membership.Role.ANIMATOR:
            self.hosted.add(person.pk)
            if left_at is not None:
                self.host_until = max(left_at, self.host_until or left_at)
        if left_at is None:
            self.present.add(person.pk)
            if role == Membership.Role.ANIMATOR:
                self.animator = person.pk
        self.may_be_called(person)

    def may_be_called(self, person: Person) -> None:
        if not self.is_public:
            self.callable[person.handle.lower()] = (person.get_absolute_url(), person.display_name)


class Numbers:
    """Primary keys taken from a table's sequence beforehand, so that the order of lines is the order of keys."""

    def __init__(self, model: type[Model]) -> None:
        self._table = model._meta.db_table
        self._free: Iterator[int] = iter(())

    def next(self) -> int:
        found = next(self._free, None)
        if found is None:
            with connection.cursor() as cursor:
                sql = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, 500)"
                cursor.execute(sql, [self._table])
                self._free = iter(sorted(row[0] for row in cursor.fetchall()))
            found = next(self._free)
        return found


def _found[T](known: dict[str, T], line: Line, key: str, uid: str) -> T:
    try:
        return known[uid]
    except KeyError:
        raise line.wrong(f"{key} {shown(uid)} is not known; what a line names is defined before it") from None


class Known:
    def __init__(self) -> None:
        self.people: dict[str, Person] = {}
        self.emails: dict[str, str] = {}  # address → id
        self.handles = set(FormerHandle.objects.values_list("handle", flat=True))
        self.names: People = {}
        self.by_handle: dict[str, int] = {}
        self.communities: dict[str, KnownCommunity] = {}
        self._by_pk: dict[int, KnownCommunity] = {}
        self.posts: dict[str, KnownPost] = {}
        self.replies: dict[str, KnownReply] = {}
        self.reactions: set[tuple[str, int, int, str]] = set()
        for person in Person.objects.only("uid", "email", "handle", "display_name").iterator():
            self.add_person(person)
        for address, uid in EmailAddress.objects.values_list("email", "user__uid"):
            self.emails.setdefault(address.lower(), uid)

    def add_person(self, person: Person) -> None:
        self.people[person.uid] = person
        self.emails[person.email.lower()] = person.uid
        self.handles.add(person.handle)
        self.names[person.handle.lower()] = (person.get_absolute_url(), person.display_name)
        self.by_handle[person.handle.lower()] = person.pk

    def person(self, line: Line, key: str) -> Person:
        return _found(self.people, line, key, line[key])

    def add_community(self, community: Community, host: Person | None = None) -> KnownCommunity:
        is_public = community.is_open and not community.is_hidden
        known = KnownCommunity(community.pk, is_public, community.created_at, host=host)
        self.communities[community.uid] = self.communities[community.slug] = known
        self._by_pk[community.pk] = known
        return known

    def callable_in(self, community: int) -> People:
        """Who may be called by @handle there."""
        known = self._by_pk[community]
        return self.names if known.is_public else known.callable

    def community(self, line: Line) -> KnownCommunity:
        return _found(self.communities, line, "community", line["community"])

    def post(self, line: Line, key: str, uid: str) -> KnownPost:
        return _found(self.posts, line, key, uid)

    def reply(self, line: Line, key: str, uid: str) -> KnownReply:
        return _found(self.replies, line, key, uid)

    def prepare(self, lines: Iterable[Line]) -> None:
        """Ask once for all that these lines may name."""
        wanted: dict[str, set[str]] = defaultdict(set)
        for line in lines:
            wanted[line.type].add(line.values.get("id", ""))
            for key in ("community", "post", "parent", "reply"):
                wanted[{"parent": "reply"}.get(key, key)].add(line.values.get(key) or "")
            if line.type == "reaction":
                wanted[line["target"][0]].add(line["target"][1])
        ids = wanted["community"] - self.communities.keys()
        self._load_posts(wanted["post"] - {""})
        self._load_replies(wanted["reply"] - {""})
        theirs = {post.community for post in self.posts.values()} - self._by_pk.keys()
        self._load_communities(Q(uid__in=ids) | Q(slug__in=ids) | Q(pk__in=theirs))
        self._load_reactions([line["target"] for line in lines if line.type == "reaction"])

    def _load_communities(self, which: Q) -> None:
        for community in Community.objects.filter(which):
            known = self.add_community(community)
            for stay in Membership.objects.filter(community=community).select_related("person").iterator():
                known.belong(stay.person, stay.role, stay.joined_at, stay.left_at)
            changes = FormerRole.objects.filter(membership__community=community)
            for person, until in changes.values_list("membership__person", "until"):
                known.stays[person].add(until)  # a line of its own

    def _load_posts(self, ids: set[str]) -> None:
        rows = Post.objects.filter(uid__in=ids).values_list("uid", "pk", "community", "author", "accepted_reply")
        self.posts = {uid: KnownPost(*rest) for uid, *rest in rows}

    def _load_replies(self, ids: set[str]) -> None:
        rows = Reply.objects.filter(uid__in=ids).values_list("uid", "pk", "post", "parent")
        self.replies = {uid: KnownReply(pk, post, parent or pk) for uid, pk, post, parent in rows}

    def _load_reactions(self, targets: list[tuple[str, str]]) -> None:
        posts = [self.posts[uid].pk for kind, uid in targets if kind == "post" and uid in self.posts]
        replies = [self.replies[uid].pk for kind, uid in targets if kind == "reply" and uid in self.replies]
        given = Reaction.objects.filter(Q(post__in=posts) | Q(reply__in=replies))
        self.reactions = {
            ("post", post, person, emoji) if post else ("reply", reply, person, emoji)
            for post, reply, person, emoji in given.values_list("post", "reply", "person", "emoji")
        }
