"""Who the people of a list are: colleagues by handle, anybody by address. Who cannot be asked is told, with why."""

from collections.abc import Sequence
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.actions.issuing import clean_address
from communities.impersonal import names_everybody
from communities.models import Invitation, Membership, Wave
from communities.recipients import Entry
from communities.silence import kept_in_silence, silence
from core.names import sort_key


@dataclass(frozen=True)
class Found:
    """Somebody who can be asked."""

    email: str
    person: Person | None
    why_you: str


@dataclass(frozen=True)
class Refused:
    """Somebody who is not: `is_wrong` when the line itself has to be corrected."""

    line: int
    who: str
    why: str
    is_wrong: bool = False
    kept: str = ""  # what was written, to be corrected


def sought(wave: Wave, entries: Sequence[Entry]) -> tuple[list[Found], list[Refused]]:
    """Nine statements at most, whatever their number."""
    colleagues = _by_handle(entries)
    found: list[Found] = []
    refused: list[Refused] = []
    for entry in entries:
        try:
            found.append(_one(entry, colleagues))
        except ValidationError as error:
            refused.append(_wrong(entry, error.messages[0]))
            found.append(Found("", None, ""))
    addresses = [one.email for one in found if one.email]
    barred, silent = _barred(wave, addresses), kept_in_silence(wave.community, addresses)
    seen: set[str] = set()
    asked: list[Found] = []
    for entry, one in zip(entries, found, strict=True):
        if not one.email:
            continue
        if why := barred.get(one.email) or (_("named twice in the list") if one.email in seen else ""):
            refused.append(Refused(entry.line, entry.who, why))
        elif one.email in silent:
            refused.append(_wrong(entry, silence()))
        else:
            seen.add(one.email)
            asked.append(one)
    return asked, sorted(refused, key=lambda one: one.line)


def _wrong(entry: Entry, why: str) -> Refused:
    kept = f"{entry.who}\t{entry.why_you}".rstrip("\t")
    return Refused(entry.line, entry.who or "—", why, is_wrong=True, kept=kept)


def _is_handle(who: str) -> bool:
    return "@" not in who.removeprefix("@")


def _by_handle(entries: Sequence[Entry]) -> dict[str, Person]:
    """And by name, when one colleague alone bears it."""
    called = [entry.who.removeprefix("@").lower() for entry in entries if _is_handle(entry.who)]
    if not called:
        return {}
    people = Person.objects.all().listed()
    found = {person.handle: person for person in people.filter(handle__in=called)}
    names: dict[str, list[Person]] = {sort_key(who): [] for who in called if " " in who}
    for person in people.filter(sort_key__in=names) if names else ():
        names[person.sort_key].append(person)
    for who in called:
        if len(same := names.get(sort_key(who), [])) == 1:
            found[who] = same[0]
    return found


def _one(entry: Entry, colleagues: dict[str, Person]) -> Found:
    if not _is_handle(entry.who):
        return Found(clean_address(entry.who), None, entry.why_you)
    person = colleagues.get(entry.who.removeprefix("@").lower())
    if person is None:
        if not entry.who or names_everybody(f"{entry.who}@example.org"):
            clean_address(entry.who)  # told apart
        raise ValidationError(_("Nobody here has this handle. Write their e-mail address instead."))
    return Found(person.email.lower(), person, entry.why_you)


def _barred(wave: Wave, addresses: Sequence[str]) -> dict[str, str]:
    """Who is inside, already invited, or already in the wave."""
    community = wave.community_id
    invited = Invitation.objects.holding().filter(community=community, email__in=addresses)
    verified = EmailAddress.objects.annotate(address=Lower("email")).filter(address__in=addresses, verified=True)
    inside = Membership.objects.present().filter(community=community)
    members = verified.filter(user__in=inside.values("person")).values_list("address", flat=True)
    barred = dict.fromkeys(
        wave.invitees.filter(email__in=addresses).values_list("email", flat=True), _("in the wave already")
    )
    barred |= dict.fromkeys(invited.values_list("email", flat=True), _("invited already, and about to answer"))
    return barred | dict.fromkeys(members, _("belongs to the community already"))
