"""Every page about a post or a reply starts here: what is not visible does not exist (R-AZ-03)."""

import re
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404

from accounts.anybody import anybody, kind_of
from communities.models import Community
from communities.policies import CommunityPolicy, require_alive
from core.compiled import A_SLUG, A_THING, Compiled
from core.http import Request
from core.policies import require
from core.tracing import concerns
from posts.models import Post, Reply

_WORD = re.compile(r"[A-Za-z0-9_-]{1,100}")
_post = Compiled(
    lambda viewer, pk: Post.objects.visible_to(viewer).select_related("author", "community").filter(pk=pk),
    pretend=anybody,
    key=kind_of,
    about=(A_THING,),
)
_reply = Compiled(
    lambda viewer, pk: (
        Reply.objects.visible_to(viewer).select_related("author", "post__author", "post__community").filter(pk=pk)
    ),
    pretend=anybody,
    key=kind_of,
    about=(A_THING,),
)
_community = Compiled(
    lambda viewer, slug: Community.objects.visible_to(viewer).filter(slug=slug),
    pretend=anybody,
    key=kind_of,
    about=(A_SLUG,),
)


def post_or_404(request: Request, pk: int) -> Post:
    """The post as this person may see it, with its author and community; deleted ones too, for the action to refuse."""
    found: Post = _one(_post.objects(request.user, request.user.pk, pk))
    return found


def reply_or_404(request: Request, pk: int) -> Reply:
    found: Reply = _one(_reply.objects(request.user, request.user.pk, pk))
    return found


def number(text: str) -> int:
    """An id a form brought; 0, which nothing has, when it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def word(text: str) -> str:
    """A slug or a key a form brought; "", which nothing has, when it is none."""
    return text if _WORD.fullmatch(text) else ""


def community_or_404(request: Request, slug: str) -> Community:
    found: Community = _one(_community.objects(request.user, request.user.pk, word(slug)))
    concerns(found)
    return found


def _one(found: list[Any]) -> Any:
    """What was asked for by what is unique."""
    if not found:
        raise Http404
    return found[0]


def community_written_in(request: Request) -> Community | None:
    """Where a form is being written: in a thread (`post`), in a `community`, or nowhere chosen yet."""
    asked = request.POST
    if asked.get("post"):
        return post_or_404(request, number(asked["post"])).community
    return community_or_404(request, asked["community"]) if asked.get("community") else None


def require_a_writer(request: Request) -> None:
    """Files are taken from who may write there; from somewhere not chosen yet, from who may write anywhere."""
    community = community_written_in(request)
    if community is not None:
        require_alive(community)
        require(CommunityPolicy.of(request.user, community).post())
    elif not request.user.memberships.filter(left_at=None).exists():
        raise PermissionDenied
