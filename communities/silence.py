"""Who declined a community was promised that no other letter follows: only they change that, by asking for another or
by coming in on their own."""

from collections.abc import Collection
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from communities.models import Community, Invitation, Membership


def kept_in_silence(community: Community, addresses: Collection[str]) -> set[str]:
    """Those of these addresses, in small letters, whose owner declined and has not asked since, by whichever address
    of theirs. Three statements at most, whatever their number; who writes has locked the community."""
    if not addresses:
        return set()
    owners = _owners(addresses)
    people = set(owners.values())
    theirs = Q(email__in={*addresses, *owners}) | Q(answered_by__in=people)
    rows = Invitation.objects.filter(theirs, community=community).exclude(answered_at=None, renewal_asked_at=None)
    refused: dict[int | str, datetime] = {}
    asked: dict[int | str, datetime] = {}
    for row in rows.only("email", "answer", "answered_at", "answered_by", "renewal_asked_at"):
        who = row.answered_by_id if row.answered_by_id in people else owners.get(row.email, row.email)
        if row.answered_at:
            _keep_latest(refused if row.answer == Invitation.Answer.DECLINED else asked, who, row.answered_at)
        if row.renewal_asked_at:
            _keep_latest(asked, who, row.renewal_asked_at)
    if refused and people:
        stays = Membership.objects.filter(community=community, person__in=people)
        for person, joined_at in stays.values_list("person", "joined_at"):
            _keep_latest(asked, person, joined_at)
    silent = {who for who, when in refused.items() if who not in asked or asked[who] <= when}
    return {address for address in addresses if owners.get(address, address) in silent}


def is_kept_in_silence(community: Community, address: str) -> bool:
    return address in kept_in_silence(community, [address])


def silence() -> str:
    """Why no letter leaves, for the host."""
    return _("This person declined: they get no other letter, unless they ask for one.")


def _owners(addresses: Collection[str]) -> dict[str, int]:
    """Whose each address is, with all the others of these people. One statement."""
    verified = EmailAddress.objects.annotate(address=Lower("email")).filter(verified=True)
    people = verified.filter(address__in=addresses).values("user")
    return dict(verified.filter(user__in=people).values_list("address", "user"))


def _keep_latest(moments: dict[int | str, datetime], who: int | str, when: datetime) -> None:
    moments[who] = max(when, moments.get(who, when))
