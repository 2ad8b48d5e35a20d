"""The aside of home: the few things a colleague expects of me today. One query besides the feed's."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Person
from communities.models import Membership
from posts.cards import PostCard

RECENT = timedelta(days=4)
MOST = 3


@dataclass(frozen=True, slots=True)
class Todo:
    """One person to help or welcome: why, and where."""

    person: Person
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
    arrivals = (
        Membership.objects.present()
        .filter(community__in=communities, joined_at__gt=now() - RECENT, role=Membership.Role.MEMBER)
        .exclude(person=person)
        .select_related("person", "community")
        .order_by("-joined_at")[:MOST]
    )
    seen: set[int] = set()
    for arrival in arrivals:
        if arrival.person_id not in seen:
            seen.add(arrival.person_id)
            items.append(_welcome(arrival))
    return items[:MOST]


def _help(card: PostCard) -> Todo:
    hours = int((now() - card.post.created_at).total_seconds() // 3600)
    if hours < 48:
        why = ngettext("Their question has waited %(n)d hour.", "Their question has waited %(n)d hours.", hours)
        why %= {"n": hours}
    else:
        why = ngettext("Their question has waited %(n)d day.", "Their question has waited %(n)d days.", hours // 24)
        why %= {"n": hours // 24}
    name = card.author.first_name
    return Todo(card.author, _("Help %(name)s") % {"name": name}, why, _("Answer"), f"{card.url}#reply-form")


def _welcome(arrival: Membership) -> Todo:
    job = ", ".join(part for part in (arrival.person.title, arrival.person.location) if part)
    where = _("just arrived in %(community)s.") % {"community": arrival.community.name}
    return Todo(
        arrival.person,
        _("Welcome %(name)s") % {"name": arrival.person.first_name},
        f"{job}, {where}" if job else where[:1].upper() + where[1:],
        _("Say hello"),
        arrival.person.get_absolute_url(),
    )
