"""One reminder, in the last day of an invitation, at an hour when people work. Then silence."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.timezone import now

from communities.actions._locks import locked
from communities.invitations import DAYS, Standing, colleague_of, hashed, is_shut_out, new_token, standing
from communities.models import Invitation
from core.quiet import is_quiet, quiet_ends

LOOKED_AHEAD = timedelta(days=4)  # a long week-end before the last day
LAST = timedelta(days=1)


def send_due_reminders(at: datetime | None = None) -> int:
    """Run every hour; run twice, it reminds once. Each in its own transaction."""
    at = at or now()
    rows = Invitation.objects.unanswered().filter(
        reminded_at=None, expires_at__gt=at, expires_at__lte=at + LOOKED_AHEAD, created_at__lte=at - timedelta(days=3)
    )
    due = [row for row in rows.select_related("community", "person").order_by("expires_at") if _is_time(row, at)]
    return sum(_remind(invitation, at) for invitation in due)


def _is_time(invitation: Invitation, at: datetime) -> bool:
    """Its last day; or before quiet hours that would last until it has ended."""
    zone = invitation.person.timezone if invitation.person else invitation.community.timezone
    if is_quiet(at, zone):
        return False
    return invitation.expires_at - at <= LAST or quiet_ends(at, zone) >= invitation.expires_at


@transaction.atomic
def _remind(invitation: Invitation, at: datetime) -> bool:
    """The first letter keeps its own days; this one brings a link of its own."""
    from communities.tasks import send_reminder  # tasks know the actions

    community = locked(invitation.community)
    fresh = Invitation.objects.select_for_update(of=["self"]).select_related("inviter").get(pk=invitation.pk)
    fresh.community = community
    if fresh.reminded_at or standing(fresh, colleague_of(fresh.email)) != Standing.OPEN or is_shut_out(fresh.email):
        return False
    token = new_token()
    fresh.reminded_at, fresh.reminder_hash, fresh.expires_at = at, hashed(token), at + timedelta(days=DAYS)
    fresh.save(update_fields=["reminded_at", "reminder_hash", "expires_at"])
    send_reminder.defer(invitation=fresh.pk, token=token)
    return True
