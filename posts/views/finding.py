"""Every page about a post or a reply starts here: what is not visible does not exist (R-AZ-03)."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from core.http import Request
from posts.models import Post, Reply


def post_or_404(request: Request, pk: int) -> Post:
    """The post as this person may see it, with its author and community; deleted ones too, for the action to refuse."""
    posts: QuerySet[Post] = Post.objects.visible_to(request.user).select_related("author", "community")
    return get_object_or_404(posts, pk=pk)


def reply_or_404(request: Request, pk: int) -> Reply:
    replies: QuerySet[Reply] = Reply.objects.visible_to(request.user).select_related(
        "author", "post__author", "post__community"
    )
    return get_object_or_404(replies, pk=pk)


def number(text: str) -> int:
    """An id a form brought; 0, which nothing has, when it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
