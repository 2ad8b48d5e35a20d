"""Invitations in each of their states; their links can be told again at any time."""

import base64
from datetime import timedelta

from django.conf import settings
from django.urls import reverse

from accounts.models import Person
from communities.invitations import hashed
from communities.models import Community, Invitation, Membership
from rsenet.demo.access import secret
from rsenet.demo.calendar import Calendar
from rsenet.demo.story import Story, Table

LASTS = timedelta(days=7)


def token(state: str) -> str:
    return base64.urlsafe_b64encode(secret(f"invitation {state}")).decode().rstrip("=")


def link(state: str) -> str:
    return settings.BASE_URL + reverse("communities:invitation", args=[token(state)])


def send_letters(story: Story, calendar: Calendar) -> None:
    """Without a mail: the links are in the description."""
    for told in story.invitations:
        community = Community.objects.get(slug=told["community"])
        email = story.email(told["person"])
        known = Invitation.objects.filter(community=community, email=email).order_by("pk").first()
        invitation = known or _invitation(story, told, community, calendar)
        invitation.token_hash = hashed(token(told["state"]))
        invitation.save()


def _invitation(story: Story, told: Table, community: Community, calendar: Calendar) -> Invitation:
    sent_at = calendar.ago(told["sent_days_ago"])
    invitation = Invitation(
        community=community,
        email=story.email(told["person"]),
        person=Person.objects.get(uid=told["person"]),
        inviter=Person.objects.get(uid=told["by"]),
        created_at=sent_at,
        expires_at=sent_at + LASTS,
        **{key: told[key] for key in ("why_you", "expected", "gain")},
    )
    if told["state"] == "used":
        invitation.answer = Invitation.Answer.ACCEPTED
        stay = Membership.objects.get(community=community, person__uid=told["person"], left_at=None)
        invitation.answered_at, invitation.answered_by_id = stay.joined_at, stay.person_id
    if told["state"] == "revoked":
        invitation.revoked_at = sent_at + timedelta(days=1)
    return invitation
