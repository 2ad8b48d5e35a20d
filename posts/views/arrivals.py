"""While one writes in a thread: what others answered meanwhile."""

from datetime import datetime

from django.http import HttpResponse
from django.views.decorators.http import require_safe
from django_htmx.http import trigger_client_event

from accounts.models import Person
from core import shell
from core.http import Request, page
from core.paging import Cursor
from posts.arrivals import Arrivals, bring
from posts.cards import Viewer
from posts.models import Post
from posts.reading import read_post
from posts.views.community import place_among
from posts.views.finding import post_or_404


@require_safe
def news(request: Request, pk: int) -> HttpResponse:
    """The button "2 new replies" under a reply form (`since`, a cursor); nothing when the page says as many (`known`).
    With `show`, those replies, for their places in the thread."""
    post = post_or_404(request, pk)
    cursor = Cursor.read(request.GET.get("since", ""))
    since = cursor.moment if cursor else post.last_activity_at
    if "show" in request.GET:
        return _bring(request, post, since)
    arrivals = Arrivals.of(post, request.user, since)
    if request.GET.get("known") == str(arrivals.count):
        return HttpResponse(status=204)
    return page(request, "posts/_arrivals.html", {"arrivals": arrivals, "whole": "whole" in request.GET})


def _bring(request: Request, post: Post, since: datetime) -> HttpResponse:
    place = place_among(shell.of(request).only("communities"), post.community)
    brought = bring(post, Viewer.at(request.user, place), since)
    if place and request.user.reading != Person.Reading.MANUAL:
        read_post(request.user, post, until=brought.latest)
    context = {
        "brought": brought,
        "arrivals": Arrivals(post, brought.latest, []),
        "count": post.reply_count,
        "whole": True,
    }
    response = page(request, "posts/_arrived.html", context)
    first = brought.first
    return trigger_client_event(response, "said", {"focus": first.id}, after="settle") if first else response
