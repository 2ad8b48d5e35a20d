"""A network goes out: the same lines as come in, in an order that an import keeps, without holding more than a page.

Empty keys are left out; those whose default depends on the installation (language, time zone) are always there.
A deleted text keeps its place and loses its words: they do not travel."""

import json
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from accounts.models import Person
from communities.models import Community, FormerRole, Membership
from posts.models import Post, Reaction, Reply
from pulse.models import ClarityAsk, Closure, Visit

CHUNK = 1000

type Row = dict[str, Any]


class NoAnimator(Exception):
    """A community nobody ever animated has no line in the format, so there is nothing to export of it."""


@contextmanager
def _one_moment() -> Iterator[None]:
    """All pages show the network as it was when the first was read."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def export_lines(community: Community | None = None) -> Iterator[str]:
    """Everything, or one community with the people who appear in it; each line ends with a newline."""
    with _one_moment():
        if community is not None and _left_out().filter(pk=community.pk).exists():
            raise NoAnimator(f"{community.slug} never had an animator: name one, then export again")
        for kind, rows in (
            ("person", _people(community)),
            ("community", _communities(community)),
            ("membership", _memberships(community)),
            ("post", _posts(community)),
            ("reply", _replies(community)),
            ("reaction", _reactions(community)),
            ("accepted_answer", _accepted(community)),
            ("visit", _visits(community)),
            ("closure", _closures(community)),
            ("pulse", _pulses(community)),
        ):
            for row in rows:
                yield json.dumps({"type": kind, **row}, ensure_ascii=False) + "\n"


def _rows(queryset: QuerySet[Any], *fields: str) -> Iterator[tuple[Any, ...]]:
    """Rows in the order of their keys, which is the order they came in."""
    return queryset.order_by("pk").values_list(*fields).iterator(CHUNK)


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _told(**values: Any) -> Row:
    """What is said: neither "", None nor False, which an import assumes."""
    return {key: value for key, value in values.items() if value not in ("", None, False)}


def _people(community: Community | None) -> Iterator[Row]:
    people = Person.objects.all()
    if community is not None:
        here = {"community": community}
        mine, of_post = OuterRef("pk"), {"post__community": community}
        people = people.filter(
            Q(Exists(Membership.objects.filter(person=mine, **here)))
            | Q(Exists(Post.objects.filter(Q(author=mine) | Q(seeded_by=mine), **here)))
            | Q(Exists(Reply.objects.filter(Q(author=mine) | Q(seeded_by=mine), **of_post)))
            | Q(Exists(Reaction.objects.filter(Q(**of_post) | Q(reply__post__community=community), person=mine)))
            | Q(Exists(Visit.objects.filter(person=mine, **here)))
            | Q(Exists(ClarityAsk.objects.filter(person=mine, **here)))
        )
    fields = ("uid", "display_name", "email", "title", "department", "location", "language", "is_bot", "is_active")
    for uid, name, email, title, department, location, language, is_bot, is_active in _rows(people, *fields):
        row = {"id": uid, "name": name, "email": email}
        row |= _told(title=title, department=department, location=location, language=language, bot=is_bot)
        yield row if is_active else {**row, "active": False}


def _communities(community: Community | None) -> Iterator[Row]:
    # Who stopped hosting is still named, as the format wants a host; the lines of their stay say until when they were.
    latest = _hosts().order_by(F("hosted_until").desc(nulls_first=True), "-pk").values("person__uid")[:1]
    found = Community.objects.exclude(pk__in=_left_out()).annotate(animator=Subquery(latest))
    if community is not None:
        found = found.filter(pk=community.pk)
    fields = ("slug", "name", "purpose", "animator", "stage", "shelved", "visibility", "created_at", "timezone")
    for slug, name, purpose, animator, stage, shelved, visibility, created_at, timezone in _rows(found, *fields):
        yield {
            "id": slug,
            "name": name,
            "purpose": purpose,
            "animator": animator,
            "stage": _told_stage(stage, shelved),
            "visibility": visibility,
            "created_at": _iso(created_at),
            "timezone": timezone,
        }


def _told_stage(stage: str, shelved: bool) -> str:
    """A community that needs help is an open one in the format. One that ended before anybody was invited is the draft
    it was: as an archive, everybody would see it."""
    if shelved:
        return Community.Stage.DRAFT.value
    return Community.Stage.OPEN.value if stage == Community.Stage.NEEDS_HELP else stage


def _hosts() -> QuerySet[Membership]:
    return Membership.objects.filter(community=OuterRef("pk")).that_hosted()


def _left_out() -> QuerySet[Community]:
    """What is still an idea, and what nobody ever hosted, has no line, nor what stands in it: the format wants a
    host."""
    return Community.objects.filter(Q(stage=Community.Stage.IDEA) | ~Exists(_hosts()))


def untold() -> list[str]:
    """The addresses of communities past their preparation that have no line all the same: nobody ever hosted them."""
    being_prepared = Q(stage__in=[Community.Stage.IDEA, Community.Stage.DRAFT]) | Q(shelved=True)
    return list(_left_out().exclude(being_prepared).order_by("slug").values_list("slug", flat=True))


def _memberships(community: Community | None) -> Iterator[Row]:
    """A stay in which the role changed is a line for each role, each from the moment the last one ends."""
    found = Membership.objects.filter(community=community) if community else Membership.objects.all()
    found = found.exclude(community__in=_left_out())
    former: dict[int, list[tuple[str, datetime]]] = defaultdict(list)
    earlier = FormerRole.objects.filter(membership__community=community) if community else FormerRole.objects.all()
    for pk, role, until in earlier.order_by("until").values_list("membership", "role", "until"):
        former[pk].append((role, until))
    fields = ("pk", "community__slug", "person__uid", "joined_at", "role", "left_at", "left_reason")
    for pk, slug, person, joined_at, role, left_at, left_reason in _rows(found, *fields):
        since = joined_at
        for held, until in former.get(pk, ()):
            yield {"community": slug, "person": person, "joined_at": _iso(since), "role": held, "left_at": _iso(until)}
            since = until
        row = {"community": slug, "person": person, "joined_at": _iso(since), "role": role}
        yield row | (_told(left_at=_iso(left_at), left_reason=left_reason) if left_at else {})


def _posts(community: Community | None) -> Iterator[Row]:
    found = Post.objects.filter(community=community) if community else Post.objects.all()
    found = found.exclude(community__in=_left_out())
    fields = ("uid", "community__slug", "author__uid", "created_at", "body", "title", "kind", "seeded_by__uid")
    for uid, slug, author, created_at, body, title, kind, seeded_by, deleted_at in _rows(found, *fields, "deleted_at"):
        row = {"id": uid, "community": slug, "author": author, "created_at": _iso(created_at)}
        if deleted_at:
            yield {**row, "body": "", "kind": kind, **_told(seeded_by=seeded_by), "deleted": True}
            continue
        yield {**row, "body": body, **_told(title=title), "kind": kind, **_told(seeded_by=seeded_by)}


def _replies(community: Community | None) -> Iterator[Row]:
    found = Reply.objects.filter(post__community=community) if community else Reply.objects.all()
    found = found.exclude(post__community__in=_left_out())
    fields = ("uid", "post__uid", "author__uid", "created_at", "body", "parent__uid", "deleted_at", "seeded_by__uid")
    for uid, post, author, created_at, body, parent, deleted_at, seeded_by in _rows(found, *fields):
        row = {"id": uid, "post": post, "author": author, "created_at": _iso(created_at)}
        row["body"] = "" if deleted_at else body
        yield row | _told(parent=parent, deleted=deleted_at is not None, seeded_by=seeded_by)


def _reactions(community: Community | None) -> Iterator[Row]:
    found = Reaction.objects.exclude(post__community__in=_left_out()).exclude(reply__post__community__in=_left_out())
    if community is not None:
        found = found.filter(Q(post__community=community) | Q(reply__post__community=community))
    fields = ("post__uid", "reply__uid", "person__uid", "emoji", "created_at")
    for post, reply, person, emoji, created_at in _rows(found, *fields):
        target = f"post:{post}" if post is not None else f"reply:{reply}"
        yield {"target": target, "person": person, "emoji": emoji, "created_at": _iso(created_at)}


def _accepted(community: Community | None) -> Iterator[Row]:
    found = Post.objects.exclude(accepted_reply=None).exclude(community__in=_left_out())
    if community is not None:
        found = found.filter(community=community)
    fields = ("uid", "accepted_reply__uid", "accepted_at", "accepted_reply__created_at")
    for post, reply, accepted_at, created_at in _rows(found, *fields):
        yield {"post": post, "reply": reply, "at": _iso(accepted_at or created_at)}


def _visits(community: Community | None) -> Iterator[Row]:
    """By community, day and person, in the order of their own lines: an import keeps it."""
    found = Visit.objects.filter(community=community) if community else Visit.objects.all()
    found = found.exclude(community__in=_left_out())
    for slug, person, day in _rows(found, "community__slug", "person__uid", "day"):
        yield {"community": slug, "person": person, "day": day.isoformat()}


def _closures(community: Community | None) -> Iterator[Row]:
    """A day off of the whole company is one line for each of its communities."""
    places = Community.objects.filter(pk=community.pk) if community else Community.objects.all()
    places = places.exclude(pk__in=_left_out())
    days: dict[int | None, set[date]] = defaultdict(set)
    for pk, day in Closure.objects.values_list("community", "day"):
        days[pk].add(day)
    for pk, slug in places.order_by("pk").values_list("pk", "slug") if days else ():
        for day in sorted(days[None] | days[pk]):
            yield {"community": slug, "day": day.isoformat()}


def _pulses(community: Community | None) -> Iterator[Row]:
    """Who answered what, without their words: the format has no place for them."""
    found = ClarityAsk.objects.filter(community=community) if community else ClarityAsk.objects.all()
    found = found.exclude(community__in=_left_out())
    fields = ("community__slug", "person__uid", "asked_at", "answer", "answered_at")
    for slug, person, asked_at, answer, answered_at in _rows(found, *fields):
        row = {"community": slug, "person": person, "asked_at": _iso(asked_at)}
        yield row | ({"answer": answer, "answered_at": _iso(answered_at)} if answer else {})
