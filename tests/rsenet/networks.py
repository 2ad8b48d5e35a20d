"""Small networks as lines: one by hand, and any that the format allows."""

import json
import string
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import connection
from hypothesis import strategies as st

from rsenet.network.exporter import export_lines
from rsenet.network.importer import import_lines

PERSON = {"type": "person", "id": "ada", "name": "Ada Byron", "email": "ada@example.org"}
OTHER = {"type": "person", "id": "ben", "name": "Ben Okri", "email": "ben@example.org", "language": "en"}
COMMUNITY = {
    "type": "community", "id": "pumps", "name": "Pumps", "animator": "ada", "stage": "open", "visibility": "open",
    "purpose": "Share every field report on seals to halve the leaks.", "created_at": "2026-01-05T09:00:00+01:00",
}  # fmt: skip
MEMBERSHIP = {"type": "membership", "community": "pumps", "person": "ben", "joined_at": "2026-01-06T09:00:00Z"}
POST = {
    "type": "post", "id": "p1", "community": "pumps", "author": "ben", "created_at": "2026-01-07T09:00:00Z",
    "kind": "question", "title": "Which ring?", "body": "Ring **13** or 14, @ada?",
}  # fmt: skip
REPLY = {
    "type": "reply",
    "id": "r1",
    "post": "p1",
    "author": "ada",
    "created_at": "2026-01-07T10:00:00Z",
    "body": "13.",
}
REACTION = {
    "type": "reaction",
    "target": "reply:r1",
    "person": "ben",
    "emoji": "thanks",
    "created_at": "2026-01-07T11:00:00Z",
}
ACCEPTED = {"type": "accepted_answer", "post": "p1", "reply": "r1", "at": "2026-01-07T12:00:00Z"}
VISIT = {"type": "visit", "community": "pumps", "person": "ben", "day": "2026-01-07"}
CLOSURE = {"type": "closure", "community": "pumps", "day": "2026-05-01"}
PULSE = {
    "type": "pulse", "community": "pumps", "person": "ben", "asked_at": "2026-01-14T09:00:00Z", "answer": "yes",
    "answered_at": "2026-01-14T09:01:00Z",
}  # fmt: skip
NETWORK = [PERSON, OTHER, COMMUNITY, MEMBERSHIP, POST, REPLY, REACTION, ACCEPTED]
EVERYTHING = [*NETWORK, VISIT, CLOSURE, PULSE]


def dump(*lines):
    """Lines as a file has them; what is bytes or text already is left alone."""
    raw = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    return [line + b"\n" for line in raw]


def empty():
    """The whole network goes, within the test's transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE accounts_person, communities_community CASCADE")


def again():
    """What is exported of the network, before and after it came into an empty database."""
    once = list(export_lines())
    empty()
    import_lines(line.encode() for line in once)
    return once, list(export_lines())


_ids = st.text(st.characters(codec="utf-8", exclude_categories=["Z", "C"]), min_size=1, max_size=12)
_slugs = st.text(string.ascii_lowercase + string.digits + "-_", min_size=1, max_size=12)
_lines = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30)
_words = _lines.map(lambda text: f"a{text}")
_bodies = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=80) | st.sampled_from(
    ["@ada `@ben` look", "Is it **13**? I think so.", "```\ncode\n```", "[a](https://example.org/b) & <i>c</i>"]
)
_zones = st.sampled_from([UTC, ZoneInfo("Europe/Paris"), ZoneInfo("Asia/Kathmandu")])
_times = st.datetimes(datetime(1971, 1, 1), datetime(2198, 1, 1), timezones=_zones)
_days = st.dates(date(1970, 1, 1), date(2199, 12, 31)).map(lambda day: day.isoformat())
_moments = _times.map(lambda time: time.isoformat())


def _optional(draw, line, **keys):
    return line | {key: draw(strategy) for key, strategy in keys.items() if draw(st.booleans())}


@st.composite
def _measured(draw, kind, slug, person):
    """What the measures are made of; the same line twice is allowed."""
    line = {"type": kind, "community": draw(slug)}
    if kind == "closure":
        return line | {"day": draw(_days)}
    line["person"] = draw(person)
    if kind == "visit":
        return line | {"day": draw(_days)}
    asked_at = draw(_times)
    line["asked_at"] = asked_at.isoformat()
    if draw(st.booleans()):
        line = _optional(
            draw, {**line, "answer": draw(st.sampled_from(["yes", "no"]))}, answered_at=st.just(line["asked_at"])
        )
    return line


@st.composite
def networks(draw):
    """Lines of a network in which everything is allowed, however odd."""
    lines = [
        _optional(
            draw,
            {"type": "person", "id": uid, "name": draw(_words), "email": f"someone-{n}@example.org"},
            title=_lines, department=_lines, location=_lines, language=st.sampled_from(["fr", "en"]),
            bot=st.booleans(), active=st.booleans(),
        )
        for n, uid in enumerate(draw(st.lists(_ids, min_size=1, max_size=4, unique=True)))
    ]  # fmt: skip
    person = st.sampled_from([line["id"] for line in lines])
    slugs = draw(st.lists(_slugs, max_size=3, unique=True))
    for slug in slugs:
        line = {"type": "community", "id": slug, "name": draw(_words), "purpose": draw(_words)}
        line["animator"] = draw(person)
        stages = st.sampled_from(["draft", "seeding", "pilot", "open", "thriving", "archived"])
        visibilities = st.sampled_from(["open", "private", "secret"])
        zones = st.sampled_from(["Europe/Paris", "Asia/Tokyo"])
        lines.append(_optional(draw, line, stage=stages, visibility=visibilities, created_at=_moments, timezone=zones))
    posts, replies, places = [], [], set()
    for n in range(draw(st.integers(0, 12)) if slugs else 0):
        kinds = ["membership", "post", "reply", "reaction", "accepted_answer", "visit", "closure", "pulse"]
        kind = draw(st.sampled_from(kinds))
        if kind in ("visit", "closure", "pulse"):
            lines.append(draw(_measured(kind, st.sampled_from(slugs), person)))
            continue
        message = {"author": draw(person), "created_at": draw(_moments), "body": draw(_bodies)}
        if kind == "membership":
            slug, who, joined_at = draw(st.sampled_from(slugs)), draw(person), draw(_times)
            stay = {"type": kind, "community": slug, "person": who, "joined_at": joined_at.isoformat()}
            if draw(st.booleans()):
                left_at = joined_at + timedelta(days=draw(st.integers(0, 1)))
                stay = _optional(draw, stay, left_reason=st.sampled_from(["left", "removed", "account_closed"]))
                stay |= {"left_at": left_at.isoformat(), "role": draw(st.sampled_from(["member", "animator"]))}
                if (slug, who) not in places and draw(st.booleans()):  # goes on, in the same role or another
                    places.add((slug, who))
                    lines.append(stay)
                    role = draw(st.sampled_from(["member", "coanimator"]))
                    stay = {
                        "type": kind,
                        "community": slug,
                        "person": who,
                        "joined_at": left_at.isoformat(),
                        "role": role,
                    }
            elif (slug, who) in places:
                continue
            else:
                places.add((slug, who))
                stay = _optional(draw, stay, role=st.sampled_from(["member", "coanimator"]))
            lines.append(stay)
        elif kind == "post":
            post = {"type": kind, "id": f"{n}", "community": draw(st.sampled_from(slugs)), **message}
            kinds = st.sampled_from(["message", "announcement", "note", "praise", "poll", "event"])
            post = _optional(draw, post, kind=kinds, title=_lines, seeded_by=person, deleted=st.booleans())
            if draw(st.booleans()):
                post |= {"kind": "question", "body": "Why? " + post["body"]}
            posts.append(post)
            lines.append(post)
        elif kind == "reply" and posts:
            post = draw(st.sampled_from(posts))["id"]
            reply = {"type": kind, "id": f"{n}", "post": post, **message}
            reply = _optional(draw, reply, seeded_by=person, deleted=st.booleans())
            here = [other["id"] for other in replies if other["post"] == post]
            if here and draw(st.booleans()):
                reply["parent"] = draw(st.sampled_from(here))
            replies.append(reply)
            lines.append(reply)
        elif kind == "reaction" and posts:
            targets = [f"post:{post['id']}" for post in posts] + [f"reply:{reply['id']}" for reply in replies]
            emoji = st.sampled_from(["thanks", "useful", "confirm", "bravo"])
            line = {"type": kind, "target": draw(st.sampled_from(targets)), "person": draw(person)}
            lines.append(line | {"emoji": draw(emoji), "created_at": draw(_moments)})
        elif kind == "accepted_answer" and replies:
            reply = draw(st.sampled_from(replies))
            if not any(line["type"] == kind and line["post"] == reply["post"] for line in lines):
                lines.append({"type": kind, "post": reply["post"], "reply": reply["id"], "at": draw(_moments)})
    return lines
