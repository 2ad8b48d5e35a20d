"""A community ends, as a success or as a lesson: announced to its members, done on the day."""

import logging
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import InterfaceError, OperationalError, transaction
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.actions._locks import locked
from communities.actions.lifecycle import as_seen, enter
from communities.days import A_YEAR, in_days, today_in
from communities.events import ClosingAnnounced, ClosingWithdrawn
from communities.models import Closing, Community, Rules, StageChange
from communities.policies import CommunityPolicy, require_alive
from core.events import publish
from core.names import clean_line
from core.policies import Conflict, require
from core.when import day

log = logging.getLogger("rsenet.communities")
Stage, Ending = Community.Stage, Community.Ending


@transaction.atomic
def announce_closing(
    actor: Person, community: Community, *, reason: str, ended_as: str, closes_on: date | None = None
) -> Closing:
    """Its members are told at once; it ends on that day unless somebody thinks better of it. Without a day, the first
    that leaves them the time of the rules."""
    fresh = as_seen(community)
    require_alive(fresh)
    may = CommunityPolicy.of(actor, fresh)
    require(may.archive())
    if fresh.is_hidden:
        raise Conflict(_("Nobody has come yet: it is archived at once."))
    if _standing(fresh) is not None:
        if may.archive_at_once():
            raise ValidationError({"at_once": _("Its end is announced already: write why it cannot wait for the day.")})
        raise Conflict(_("Its end is announced already: withdraw it first to choose another day."))
    word = _closing_word(reason, ended_as)
    fresh.closes_on = _possible_day(fresh, closes_on)
    closing = Closing.objects.create(
        community=fresh, ended_as=ended_as, reason=word, by=actor, closes_on=fresh.closes_on
    )
    fresh.save(update_fields=["closes_on"])
    publish(ClosingAnnounced(closing))
    return closing


@transaction.atomic
def withdraw_closing(actor: Person, community: Community, *, reason: str = "") -> Closing:
    """It goes on; its members are told."""
    fresh = as_seen(community)
    require_alive(fresh)
    require(CommunityPolicy.of(actor, fresh).archive())
    closing = _standing(fresh)
    if closing is None:
        raise Conflict(_("No end is announced for this community."))
    _withdraw(closing, actor, reason)
    publish(ClosingWithdrawn(closing))
    return closing


@transaction.atomic
def archive_community(
    actor: Person, community: Community, *, reason: str, ended_as: str = Ending.LESSON, at_once: str = ""
) -> StageChange:
    """Now: nobody has come yet, or an administrator writes why (`at_once`) its members are not told beforehand. It ends
    with a word for those who were there, which stays on top of what they wrote; nothing is lost."""
    fresh = as_seen(community)
    require_alive(fresh)
    require(CommunityPolicy.of(actor, fresh).archive_at_once())
    word, why = _closing_word(reason, ended_as), clean_line(at_once)[:500]
    if fresh.is_hidden:
        return _archive(fresh, actor, word, ended_as)
    if not why:
        raise ValidationError({"at_once": _("Announce its end, or write why it cannot wait: it is kept in its story.")})
    told = _standing(fresh)
    closing = told or Closing(community=fresh, announced_at=None, closes_on=today_in(fresh), reason=word, by=actor)
    closing.ended_as, closing.at_once = closing.ended_as or ended_as, why
    closing.change = _archive(fresh, actor, word, ended_as)
    closing.save()
    return closing.change


def archive_announced(at: datetime | None = None) -> int:
    """What the worker does each hour: those whose day has come, each in a transaction of its own, so that one never
    keeps the others back and a worker that dies leaves it due. How many were archived."""
    at, done = at or now(), 0
    # A day begins up to fourteen hours earlier elsewhere; each is asked again on its own calendar.
    due = Closing.objects.standing().filter(closes_on__lte=localdate(at) + timedelta(days=1))
    for pk in list(due.order_by("closes_on", "pk").values_list("community", flat=True)):
        try:
            done += _archive_on_its_day(pk, at)
        except (OperationalError, InterfaceError):
            raise  # the database is away: the queue tries again
        except Exception:  # a fault of ours in one: told in the log, and the others still end
            log.exception("community %s could not be archived on its day; it stays due", pk)
    return done


@transaction.atomic
def _archive_on_its_day(pk: int, at: datetime) -> bool:
    """Under the lock that every step takes; what was true when the list was made is asked again."""
    community = locked(Community(pk=pk))
    closing = _standing(community)
    if closing is None or community.is_archived or community.is_hidden:
        return False
    if closing.closes_on > today_in(community, at):
        return False
    closing.change = _archive(community, closing.by, closing.reason, closing.ended_as)
    closing.save(update_fields=["change"])
    return True


def _standing(community: Community) -> Closing | None:
    found = Closing.objects.standing().filter(community=community).select_related("by").first()
    if found is not None:
        found.community = community
    return found


def _closing_word(reason: str, ended_as: str) -> str:
    if not clean_line(reason):
        raise ValidationError({"reason": _("Say why it ends: its members will read it.")})
    if ended_as not in Ending.values:
        raise ValidationError({"ended_as": _("Say whether it ends as a success or as a lesson.")})
    return clean_line(reason)[:500]


def _possible_day(community: Community, wanted: date | None) -> date:
    first = in_days(community, Rules.current().notice_days)
    if wanted is None:
        return first
    if wanted < first:
        told = _("Its members are told beforehand: %(day)s at the earliest.") % {"day": day(first)}
        raise ValidationError({"closes_on": told})
    if wanted > max(first, in_days(community, A_YEAR)):
        raise ValidationError({"closes_on": _("Within a year: an end so far away is none.")})
    return wanted


def _withdraw(closing: Closing, actor: Person, reason: str) -> None:
    closing.withdrawn_at, closing.withdrawn_by = now(), actor
    closing.withdrawn_because = clean_line(reason)[:500]
    closing.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
    closing.community.closes_on = None
    closing.community.save(update_fields=["closes_on"])


def _archive(community: Community, actor: Person | None, word: str, ended_as: str) -> StageChange:
    community.ended_as, community.shelved, community.closes_on = ended_as, community.is_hidden, None
    community.save(update_fields=["ended_as", "shelved", "closes_on"])
    return enter(community, Stage.ARCHIVED, actor, word)
