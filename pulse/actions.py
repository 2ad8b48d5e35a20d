"""Asking a member whether they know why they are there, what they do with the question; and days off."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.days import today_in
from communities.models import Community
from communities.policies import CommunityPolicy, require_alive
from core.names import clean_line
from core.policies import Conflict, require
from pulse.asking import Asking, asks, facts_for
from pulse.daily import past_changed
from pulse.models import ClarityAsk, Closure
from pulse.policies import PulsePolicy, may_declare_days_off

LONGEST = ClarityAsk._meta.get_field("words").max_length or 300


@transaction.atomic
def ask_clarity(person: Person, community: Community) -> ClarityAsk | None:
    """Ask, if it is time: two pages opened at once, here and elsewhere, are one question."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    facts = Community.objects.filter(pk=community.pk).values_list(facts_for(person), flat=True).first()
    if facts is None or not asks(community) or not Asking.read(facts, community).is_due(today_in(community)):
        return None
    return ClarityAsk.objects.create(community=community, person=person)


@transaction.atomic
def answer_clarity(person: Person, community: Community, answer: str, *, words: str = "") -> ClarityAsk:
    """Yes or no, and what is not clear; it may be changed while the question is there."""
    ask = _open_ask(person, community)
    words = clean_line(words)
    if answer not in ClarityAsk.Answer.values:
        raise ValidationError({"answer": _("Choose one of the answers.")})
    if len(words) > LONGEST:
        raise ValidationError({"words": _("%(most)s characters at most.") % {"most": LONGEST}})
    ask.answer, ask.words, ask.answered_at = answer, words if answer == ClarityAsk.Answer.NO else "", now()
    ask.save(update_fields=["answer", "words", "answered_at"])
    return ask


@transaction.atomic
def put_clarity_aside(person: Person, community: Community) -> None:
    """Not now: the question goes until its next time."""
    ask = _open_ask(person, community)
    if not ask.answer:
        ask.closed_at = now()
        ask.save(update_fields=["closed_at"])


def _open_ask(person: Person, community: Community) -> ClarityAsk:
    """The latest question, while it may be answered."""
    require_alive(community)
    require(PulsePolicy(CommunityPolicy.of(person, community)).answer())
    ask = latest_ask(person, community, lock=True)
    if ask is None:
        raise Conflict(_("This question is no longer open. It will come back in its time."))
    return ask


def latest_ask(person: Person, community: Community, *, lock: bool = False) -> ClarityAsk | None:
    """One's own question in a community, while it is there."""
    found = ClarityAsk.objects.filter(community=community, person=person).order_by("-asked_at")
    ask = (found.select_for_update(no_key=True) if lock else found).first()
    if ask is None or ask.closed_at is not None:
        return None
    last, today = today_in(community, ask.asked_at), today_in(community)
    return ask if Asking(None, last, True, None).is_open(today) else None


@transaction.atomic
def close_day(actor: Person, day: date, community: Community | None = None) -> Closure:
    """A day off, of the whole company without a community; declared twice, it is one."""
    require(may_declare_days_off(actor))
    closure, is_new = Closure.objects.get_or_create(community=community, day=day)
    if is_new:
        past_changed([community.pk] if community else None)
    return closure


@transaction.atomic
def open_day(actor: Person, closure: Closure) -> None:
    require(may_declare_days_off(actor))
    past_changed([closure.community_id] if closure.community_id else None)
    closure.delete()
