"""The aside of home: the few things a colleague expects of me today."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Person
from core.shell import ME, NOW, part
from posts.cards import PostCard
from posts.rows import Face

RECENT = timedelta(days=4)
MOST = 3
ARRIVALS = f"""
    SELECT json_agg(json_build_array(handle, display_name, photo, title, location, name)) FROM (SELECT * FROM (
      SELECT DISTINCT ON (p.id) p.handle, p.display_name, p.photo, p.title, p.location, c.name, m.joined_at
      FROM communities_membership mine
      JOIN communities_community c ON c.id = mine.community_id
      JOIN communities_membership m ON m.community_id = c.id AND m.left_at IS NULL AND m.role = 'member'
      JOIN accounts_person p ON p.id = m.person_id
      WHERE mine.person_id = {ME} AND mine.left_at IS NULL
        AND (mine.role <> 'member' OR c.stage NOT IN ('draft', 'seeding'))
        AND m.joined_at > {NOW} - interval '{RECENT.days} days' AND m.person_id <> mine.person_id AND p.is_active
      ORDER BY p.id, m.joined_at DESC) arrivals ORDER BY joined_at DESC LIMIT {MOST}) latest
"""  # noqa: S608 — no value is interpolated


@dataclass(frozen=True, slots=True)
class Todo:
    """One person to help or welcome: why, and where."""

    person: Person | Face
    title: str
    why: str
    label: str
    url: str


@part("arrivals", ARRIVALS, everywhere=False)
def arrivals(rows: list[list[str]] | None) -> list[Todo]:
    """Who has just arrived in my communities, the latest first."""
    return [_welcome(Face(*face), community) for *face, community in rows or ()]


def todo(person: Person, cards: list[PostCard], arrived: list[Todo]) -> list[Todo]:
    """Answer who waits, then welcome who arrived; three at most."""
    waiting = [card for card in cards if card.post.is_open_question and not card.post.reply_count]
    waiting = [card for card in waiting if card.may_reply and card.post.author_id != person.pk]
    waiting.sort(key=lambda card: card.post.created_at)
    return [*map(_help, waiting[:2]), *arrived][:MOST]


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
