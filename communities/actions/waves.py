"""Preparing a wave, line by line, and letting it leave."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.actions._locks import locked
from communities.actions.issuing import clean_words, issue, wrong_words
from communities.events import WaveSent
from communities.gates import WAVE, gate
from communities.invitations import colleague_of
from communities.models import Community, Invitation, Invitee, Membership, Wave
from communities.policies import CommunityPolicy, require_alive
from communities.recipients import MOST_LINES, Entry
from communities.seeking import Refused, sought
from communities.silence import kept_in_silence, silence
from communities.waves import BY_HOST, NEVER, SHARED, has_answers, has_reason, told
from core.events import publish
from core.names import clean_line
from core.policies import Conflict, require

LEAVES = {
    Community.Stage.PILOT,
    Community.Stage.OPEN,
    Community.Stage.THRIVING,
    Community.Stage.NEEDS_HELP,
}


@dataclass
class Added:
    """Who went in, and who did not: each with the line and the reason."""

    people: list[Invitee] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


@transaction.atomic
def prepare_wave(actor: Person, community: Community) -> Wave:
    """The one in preparation; a new one begins with the community's own three answers."""
    community = locked(community)
    require_alive(community)
    require(CommunityPolicy.of(actor, community).prepare_waves())
    found = Wave.objects.in_preparation().filter(community=community).first()
    if found is not None:
        return found
    number = community.waves.order_by("-number").values_list("number", flat=True).first() or 0
    return Wave.objects.create(community=community, number=number + 1, **told(community, None))


@transaction.atomic
def add_invitees(actor: Person, wave: Wave, entries: list[Entry]) -> Added:
    """Those who can be found and asked; the others are named. Adding somebody twice is adding them once."""
    wave = _open_wave(actor, wave)
    if wave.invitees.count() + len(entries) > MOST_LINES:
        raise ValidationError(_("At most %(n)d people in a wave that is prepared.") % {"n": MOST_LINES})
    added = Added()
    people, added.refused = sought(wave, entries)
    rows = [Invitee(wave=wave, email=one.email, person=one.person, why_you=one.why_you[:500]) for one in people]
    added.people = Invitee.objects.bulk_create(rows)
    return added


@transaction.atomic
def remove_invitee(actor: Person, wave: Wave, pk: int) -> None:
    _open_wave(actor, wave).invitees.filter(pk=pk).delete()


@transaction.atomic
def save_wave(
    actor: Person,
    wave: Wave,
    *,
    version: int,
    expected: str,
    gain: str,
    first_step: str = "",
    reasons: Mapping[int, str],
    said_yes: Collection[int] = (),
    same_reason_meant: bool = False,
) -> Wave:
    """As one goes: half a reason is kept too. `version` is the one the host read: when another host has saved
    meanwhile, whoever saves second is told."""
    wave = _open_wave(actor, wave)
    if wave.version != version and wave.saved_by_id != actor.pk:
        raise Conflict(_("Another host has just changed this wave. Compare, then save again."))
    shared = {"expected": clean_line(expected), "gain": clean_line(gain), "first_step": clean_line(first_step)}
    wrong = dict(wrong_words(shared))
    invitees = list(wave.invitees.all())
    for invitee in invitees:
        invitee.why_you = clean_line(reasons.get(invitee.pk, invitee.why_you))
        invitee.said_yes = invitee.pk in said_yes
        if problem := wrong_words({"why_you": invitee.why_you}):
            wrong[f"why_you-{invitee.pk}"] = problem["why_you"]
    if wrong:
        raise ValidationError(wrong)
    Invitee.objects.bulk_update(invitees, ["why_you", "said_yes"])
    for name, text in shared.items():
        setattr(wave, name, text)
    wave.same_reason_meant, wave.version = same_reason_meant, F("version") + 1
    wave.saved_by = actor
    wave.save(update_fields=[*SHARED, "same_reason_meant", "version", "saved_by"])
    wave.refresh_from_db(fields=["version"])
    return wave


@transaction.atomic
def send_wave(actor: Person, wave: Wave, *, reason: str = "") -> list[Invitation]:
    """All of it or nothing, in the host's name. A host may pass, with a reason that is kept, that the last one has not
    come back yet; an administrator whatever is missing, but never an invitation that does not say why."""
    community = locked(wave.community)
    require_alive(community)
    may = CommunityPolicy.of(actor, community)
    require(may.send_waves())
    wave = _locked_wave(wave, community)
    if community.stage not in LEAVES:
        raise Conflict(_("The first wave leaves when the pilot begins."))
    missing = {criterion.code: criterion for criterion in gate(community, WAVE).missing}
    reason = clean_line(reason)[:500]
    passable = BY_HOST if may.animates() and not may.is_staff else missing.keys() - NEVER
    for code, criterion in missing.items():
        if code not in passable or not reason:
            raise ValidationError(criterion.missing or criterion.label, code=code)
    wave.sent_at, wave.sent_by, wave.reason, wave.missing = now(), actor, reason if missing else "", list(missing)
    wave.save(update_fields=["sent_at", "sent_by", "reason", "missing"])
    sent = _issue_all(wave, _who_invites(actor, community))
    publish(WaveSent(wave, sent, by=actor))
    return sent


def send_prepared_wave(actor: Person, community: Community, *, reason: str = "") -> list[Invitation]:
    """What leaves with the beginning of the pilot, in its transaction. With a `reason` (the gate was passed without
    it) an unfinished wave stays where it is."""
    wave = Wave.objects.in_preparation().filter(community=community).first()
    invitees = list(wave.invitees.select_related("person")) if wave else []
    complete = (
        wave is not None and bool(invitees) and has_answers(told(community, wave)) and all(map(has_reason, invitees))
    )
    if wave is None or (reason and not complete):
        return []
    return send_wave(actor, wave, reason=reason)


def _issue_all(wave: Wave, inviter: Person) -> list[Invitation]:
    """Who came in or was invited by hand meanwhile needs no letter any more; who declined meanwhile gets none."""
    community = wave.community
    inside = set(Membership.objects.present().filter(community=community).values_list("person__email", flat=True))
    waiting = set(Invitation.objects.holding().filter(community=community).values_list("email", flat=True))
    shared = told(community, wave)
    invitees = list(wave.invitees.select_related("person").order_by("pk"))
    silent = kept_in_silence(community, {invitee.email for invitee in invitees})
    if invitees and all(invitee.email in silent for invitee in invitees):
        raise ValidationError(silence())
    sent = []
    for invitee in invitees:
        colleague = invitee.person or colleague_of(invitee.email)
        if invitee.email in waiting | inside | silent or (colleague and colleague.email in inside):
            continue
        words = clean_words(why_you=invitee.why_you, **shared)
        sent.append(issue(community, invitee.email, inviter=inviter, named=invitee.person, words=words, wave=wave)[0])
    return sent


def _who_invites(actor: Person, community: Community) -> Person:
    """A letter is signed by the host, else by the co-host who lets the wave leave."""
    hosts = Membership.objects.animating().filter(community=community).select_related("person").order_by("role")
    by_role = sorted(hosts, key=lambda host: (host.role != Membership.Role.ANIMATOR, host.person != actor, host.pk))
    able = [host.person for host in by_role if host.person.can_sign_in]
    if not able:
        raise Conflict(_("Nobody hosts this community now: an invitation is signed by somebody who answers for it."))
    return able[0]


def _open_wave(actor: Person, wave: Wave) -> Wave:
    community = locked(wave.community)
    require_alive(community)
    require(CommunityPolicy.of(actor, community).prepare_waves())
    return _locked_wave(wave, community)


def _locked_wave(wave: Wave, community: Community) -> Wave:
    fresh = Wave.objects.select_for_update().filter(pk=wave.pk).first()
    if fresh is None or fresh.sent_at is not None:
        raise Conflict(_("This wave has left already: those who are in it have their letters."))
    fresh.community = community
    return fresh
