"""One click in a mail program ends the letters of a community, without signing in (RFC 8058, R-PR-07). The letters of
an account have none: each was asked for, or warns."""

from contextlib import suppress

from django.conf import settings
from django.core.signing import Signer
from django.urls import reverse

from communities.actions import choose_rhythm, decline_invitation
from communities.models import Invitation, Membership
from core.policies import Conflict


def one_click(address: str) -> dict[str, str]:
    """The headers of a letter that can be ended at this address."""
    return {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def one_click_of(reason: Invitation | Membership) -> dict[str, str]:
    """For a letter that somebody gets because of this."""
    return one_click(settings.BASE_URL + reverse("communities:stop_letters", args=[key_of(reason)]))


def key_of(reason: Invitation | Membership) -> str:
    return _signer().sign(f"{reason._meta.model_name}-{reason.pk}")


def reason_of(key: str) -> Invitation | Membership | None:
    """Why its letters come, None when nothing brings them any more. Raises BadSignature."""
    kind, _, pk = _signer().unsign(key).partition("-")
    reasons = (
        Invitation.objects.all() if kind == "invitation" else Membership.objects.present().select_related("person")
    )
    return reasons.select_related("community").filter(pk=int(pk)).first()


def end_letters(reason: Invitation | Membership | None) -> None:
    """A member hears no more of the community, but for the answers they ask for; an invitation is declined."""
    with suppress(Conflict):  # answered already, or over: no letter comes from there
        match reason:
            case Invitation():
                decline_invitation(reason)
            case Membership():
                choose_rhythm(reason.person, reason.community, Membership.Rhythm.SILENT)


def _signer() -> Signer:
    return Signer(salt="communities.unsubscribing", sep=".")
