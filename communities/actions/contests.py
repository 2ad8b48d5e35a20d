"""Holding that a sentence the check refuses is precise. An administrator decides; it is kept for good."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.actions._locks import locked
from communities.contesting import faults
from communities.events import ContestDecided, PurposeContested
from communities.models import Community, PurposeContest
from communities.policies import CommunityPolicy, may_decide_contests, require_alive
from core.events import publish
from core.names import clean_line
from core.policies import Conflict, require

Decision = PurposeContest.Decision


@transaction.atomic
def contest_purpose(actor: Person, community: Community, *, reason: str) -> PurposeContest:
    """For the sentence as it is now, with what the check holds against it."""
    fresh = locked(community)
    require_alive(fresh)
    require(CommunityPolicy.of(actor, fresh).contest())
    found = faults(fresh)
    if not found:
        raise ValidationError({"reason": _("The check holds nothing against this sentence.")})
    if not clean_line(reason):
        raise ValidationError({"reason": _("Say why it is precise: an administrator will read it.")})
    if PurposeContest.objects.filter(community=fresh, decision="").exists():
        raise Conflict(_("An administrator is reading it already."))
    contest = PurposeContest.objects.create(
        community=fresh,
        purpose=fresh.purpose,
        codes=[fault.code for fault in found],
        reason=clean_line(reason)[:500],
        by=actor,
    )
    publish(PurposeContested(contest))
    return contest


@transaction.atomic
def decide_contest(admin: Person, contest: PurposeContest, *, accepted: bool, words: str) -> PurposeContest:
    """Accepted, the gate takes this very sentence; refused, it is to be rewritten. Who contested reads the words."""
    require(may_decide_contests(admin))
    community = locked(contest.community)
    contest = PurposeContest.objects.select_for_update(of=["self"]).get(pk=contest.pk)
    contest.community = community
    if contest.decision == Decision.DROPPED:
        raise Conflict(_("The sentence has been rewritten meanwhile: there is nothing left to decide."))
    if contest.decision:
        raise Conflict(_("It has been decided already."))
    if not clean_line(words):
        raise ValidationError({"words": _("Say why: who contested will read it.")})
    contest.decision = Decision.ACCEPTED if accepted else Decision.REFUSED
    contest.decided_by, contest.decided_at, contest.words = admin, now(), clean_line(words)[:500]
    contest.save(update_fields=["decision", "decided_by", "decided_at", "words"])
    publish(ContestDecided(contest))
    return contest


def drop_contest(community: Community) -> None:
    """Its sentence has been rewritten: nothing waits for a decision any more."""
    PurposeContest.objects.filter(community=community, decision="").exclude(purpose=community.purpose).update(
        decision=Decision.DROPPED, decided_at=now()
    )
