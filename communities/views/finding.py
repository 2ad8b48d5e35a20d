"""Every page about a community starts here: what is not visible does not exist (R-AZ-03). And how an action's
refusal comes back to its form."""

from typing import Any

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404

from communities.events import CommunityVisited
from communities.models import Community
from communities.policies import CommunityPolicy
from core.events import publish
from core.http import Request, is_visit
from core.policies import Conflict, TooMany
from core.tracing import concerns


def community_or_404(request: Request, slug: str) -> tuple[Community, CommunityPolicy]:
    """The community as this person may know it, and what they may do there. Two queries."""
    community = get_object_or_404(Community.objects.visible_to(request.user), slug=slug)
    concerns(community)
    may = CommunityPolicy.of(request.user, community)
    if may.is_member() and is_visit(request):
        publish(CommunityVisited(community, request.user))
    return community, may


def said(refusal: ValidationError | Conflict | TooMany) -> str:
    """The sentence of whatever an action refused, for a page that keeps what was written."""
    return str(refusal.messages[0]) if isinstance(refusal, ValidationError) else refusal.message


def status_of(refusal: ValidationError | Conflict | TooMany) -> int:
    return {Conflict: 409, TooMany: 429}.get(type(refusal), 422)


def blame(form: Any, error: ValidationError) -> None:
    """The action's sentence, on the field it names when the form has it."""
    if hasattr(error, "error_dict"):
        for field, messages_of in error.message_dict.items():
            for message in messages_of:
                form.add_error(field if field in form.fields else None, message)
    else:
        form.add_error(None, error)
