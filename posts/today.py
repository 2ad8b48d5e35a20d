"""The aside of home: the few things a colleague expects of me today. One query besides the feed's."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import connection
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Person
from posts.cards import PostCard
from posts.rows import Face

RECENT = timedelta(days=4)
MOST = 3
_ARRIVALS = """
    SELECT handle, display_name, photo, title, location, name FROM (
      SELECT DISTINCT ON (p.id) p.handle, p.display_name, p.photo, p.title, p.location, c.name, m.joined_at
      FROM communities_membership m
      JOIN accounts_person p ON p.id = m.person_id JOIN communities_community c ON c.id = m.community_id
      WHERE m.community_id = any(%(communities)s::bigint[]) AND m.left_at IS NULL AND m.role = 'member'
        AND m.joined_at > %(since)s::timestamptz AND m.person_id <> %(me)s::bigint AND p.is_active
      ORDER BY p.id, m.joined_at DESC) arrivals ORDER BY joined_at DESC LIMIT %(most)s::int
"""


@dataclass(frozen=True, slots=True)
class Todo:
    """One person to help or welcome: why, and where."""

    person: Person | Face
    title: str
    why: str
    label: str
    url: str


def todo(person: Person, cards: list[PostCard], communities: list[int]) -> list[Todo]:
    """Answer who waits, then welcome who arrived; three at most."""
    waiting = [card for card in cards if card.post.is_open_question and not card.post.reply_count]
    waiting = [card for card in waiting if card.may_reply and card.post.author_id != person.pk]
    waiting.sort(key=lambda card: card.post.created_at)
    items = [_help(card) for card in waiting[:2]]
    with connection.cursor() as cursor:
        cursor.execute(_ARRIVALS, {"communities": communities, "me": person.pk, "since": now() - RECENT, "most": MOST})
        arrivals = [(Face(*row[:5]), str(row[5])) for row in cursor.fetchall()]
    items += [_welcome(face, community) for face, community in arrivals]
    return items[:MOST]


def _help(card: PostCard) -> Todo:
    hours = int((now() - card.post.created_at).total_seconds() // 3600)
    if hours < 1:
        why = _("Their question has just arrived.")
    elif hours < 48:
        why = ngettext("Their question has waited %(n)d hour.", "Their question has waited %(n)d hours.", hours) % {
            "n": hours
        }
    else:
        why = ngettext("Their question has waited %(n)d day.", "Their question has waited %(n)d days.", hours // 24) % {
            "n": hours // 24
        }
    name = card.author.first_name
    return Todo(card.author, _("Help %(name)s") % {"name": name}, why, _("Answer"), f"{card.url}#reply-form")


def _welcome(face: Face, community: str) -> Todo:
    job = ", ".join(part for part in (face.title, face.location) if part)
    where = _("just arrived in %(community)s.") % {"community": community}
    return Todo(
        face,
        _("Welcome %(name)s") % {"name": face.first_name},
        f"{job}, {where}" if job else where[:1].upper() + where[1:],
        _("Say hello"),
        f"/people/{face.handle}/",
    )
