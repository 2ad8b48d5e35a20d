"""An invitation comes into being: its row, its letter in the queue, the fact. Shared by single ones and by waves."""

from collections.abc import Mapping
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.timezone import now
from django.utils.translation import gettext as _

from accounts.models import Person
from communities.events import PersonInvited
from communities.impersonal import names_everybody, objection
from communities.invitations import DAYS, colleague_of, hashed, new_token
from communities.models import Community, Invitation, Wave
from communities.waves import LIMITS, WHY_YOU
from core.events import publish
from core.names import clean_line


def issue(
    community: Community,
    address: str,
    *,
    inviter: Person,
    named: Person | None,
    words: Mapping[str, str],
    wave: Wave | None = None,
) -> tuple[Invitation, str]:
    """The caller has locked the community and asked the policy. One that expired gives its place to the new one."""
    from communities.tasks import send_invitation  # tasks know the actions

    Invitation.objects.unanswered().filter(community=community, email=address).update(revoked_at=now())
    token = new_token()
    invitation = Invitation.objects.create(
        community=community,
        email=address,
        person=named,
        inviter=inviter,
        wave=wave,
        token_hash=hashed(token),
        expires_at=now() + timedelta(days=DAYS),
        **words,
    )
    send_invitation.defer(invitation=invitation.pk, token=token)
    publish(PersonInvited(invitation, named or colleague_of(address)))
    return invitation, token


def clean_address(text: str) -> str:
    """In small letters; ValidationError on `email` when it is none."""
    address = clean_line(text).lower()
    if names_everybody(address):
        raise ValidationError({"email": _("One person at a time: a community does not invite everybody.")})
    try:
        validate_email(address)
    except ValidationError as error:
        raise ValidationError({"email": error.messages}) from error
    if len(address) > 254:
        raise ValidationError({"email": _("This address is too long.")})
    return address


def clean_words(**words: str) -> dict[str, str]:
    """The answers, each a clean text that says something to one person."""
    clean = {name: clean_line(text) for name, text in words.items()}
    wrong = wrong_words(clean)
    if "why_you" in clean and len(clean["why_you"]) < WHY_YOU:
        wrong["why_you"] = _("A personal reason, in %(least)d characters at least: why this person?") % {
            "least": WHY_YOU
        }
    for name in ("expected", "gain"):
        if not clean[name]:
            wrong[name] = _("Answer this too: people come when they know.")
    if wrong:
        raise ValidationError(wrong)
    return clean


def wrong_words(clean: Mapping[str, str]) -> dict[str, str]:
    """What no invitation may say, even half written."""
    wrong = {name: objection(text) for name, text in clean.items() if objection(text)}
    return wrong | {
        name: _("At most %(limit)d characters.") % {"limit": LIMITS[name]}
        for name, text in clean.items()
        if len(text) > LIMITS[name]
    }
