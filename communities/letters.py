"""The letters of this room."""

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from accounts.models import Person
from communities.models import Community, Invitation
from core import letters


def send_invitation(invitation: Invitation, token: str, colleague: Person | None) -> None:
    """In the words of who invites. Of a secret community the letter says nothing: the page does (R-PR-07)."""
    community = invitation.community
    link = settings.BASE_URL + reverse("communities:invitation", args=[token])
    context = {
        "invitation": invitation,
        "community": community,
        "inviter": invitation.inviter,
        "first_name": colleague.first_name if colleague else "",
        "is_secret": community.visibility == Community.Visibility.SECRET,
        "link": link,
    }
    language = colleague.language if colleague else invitation.inviter.language
    letter = letters.compose("emails/communities/invitation.html", invitation.email, context, language=language)
    letter.extra_headers |= {
        "Message-ID": f"<invitation-{invitation.pk}@{urlsplit(settings.BASE_URL).hostname}>",
        "List-Unsubscribe": f"<{link}unsubscribe/>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    letter.send()
